import { failure } from '../../shared/task/failure.ts';
import type { ReadLimits, WorkerMessage } from '../../shared/worker/messages.ts';
import type { AttemptOutcome, AttemptRequest, Probe } from './attempt.ts';
import type { Mailbox } from './mailbox.ts';
import type { Heard, PooledWorker } from './pooled-worker.ts';

/** Both ends of the line to one worker during one attempt. */
export interface Line {
  readonly worker: PooledWorker;
  readonly mailbox: Mailbox;
}

type Said<Kind extends WorkerMessage['kind']> = Extract<WorkerMessage, { readonly kind: Kind }>;

/** What breaks the order of the talk is answered like a crash: the worker is killed and its exit awaited. */
export async function breakOff({ worker, mailbox }: Line, heard: Heard): Promise<AttemptOutcome> {
  let last = heard;
  if (last.kind !== 'gone') worker.kill(`it answered "${last.kind}" out of turn`);
  while (last.kind !== 'gone') last = await mailbox.next();
  return { kind: 'crashed', reason: last.reason };
}

function failed({ failure, log }: Said<'failed'>): AttemptOutcome {
  return { kind: 'failed', failure, log };
}

type Proceed = { readonly kind: 'proceed'; readonly paths: readonly (string | null)[] };

/** Asks where to write. A bug in the answer ends this attempt and not the worker. */
async function decide(request: AttemptRequest, probe: Probe): Promise<Proceed | AttemptOutcome> {
  const { source, outputs } = probe;
  try {
    const paths = await request.onProbed({ source, outputs });
    return paths === null ? { kind: 'released', source } : { kind: 'proceed', paths };
  } catch (bug) {
    const log = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
    return { kind: 'failed', failure: failure('internal'), log };
  }
}

/** Exactly the outputs that were given a path must have been written. */
function isComplete(said: Said<'finished'>, paths: readonly (string | null)[]): boolean {
  const { outputs } = said;
  return (
    outputs.length === paths.length &&
    outputs.every((output, at) => (output === null) === (paths[at] === null))
  );
}

/** The talk with a worker that is ready, from `start` to its last answer. Its end, for whatever reason, is an answer. */
export async function converse(
  line: Line,
  request: AttemptRequest,
  limits: ReadLimits,
): Promise<AttemptOutcome> {
  const { worker, mailbox } = line;
  const { attemptId, sourcePath, outputs } = request;
  worker.send({ kind: 'start', attemptId, sourcePath, outputs, limits });
  const first = await mailbox.next();
  if (first.kind === 'failed' && first.attemptId === attemptId) return failed(first);
  const isProbed =
    first.kind === 'probed' &&
    first.attemptId === attemptId &&
    first.outputs.length === outputs.length;
  if (!isProbed) return breakOff(line, first);

  const decision = await decide(request, first);
  if (decision.kind !== 'proceed') {
    worker.send({ kind: 'release', attemptId });
    return decision;
  }
  worker.send({ kind: 'proceed', attemptId, asidePaths: decision.paths });
  const last = await mailbox.next();
  if (last.kind === 'failed' && last.attemptId === attemptId) return failed(last);
  const isFinished =
    last.kind === 'finished' && last.attemptId === attemptId && isComplete(last, decision.paths);
  if (!isFinished) return breakOff(line, last);
  const { outputs: written, notes } = last;
  return { kind: 'finished', source: first.source, outputs: written, notes };
}
