import type { ReadLimits, WorkerMessage } from '../../shared/worker/messages.ts';
import { noMetadata } from '../../shared/task/metadata-policy.ts';
import type { AttemptRequest, Go, Probe } from './attempt.ts';
import type { Mailbox } from './mailbox.ts';
import { crashed, failedByBug, type PoolOutcome } from './outcome.ts';
import type { Heard, PooledWorker } from './pooled-worker.ts';

/** Both ends of the line to one worker during one attempt. */
export interface Line {
  readonly worker: PooledWorker;
  readonly mailbox: Mailbox;
}

type Said<Kind extends WorkerMessage['kind']> = Extract<WorkerMessage, { readonly kind: Kind }>;

/** What breaks the order of the talk is answered like a crash: the worker is killed and its exit awaited. */
export async function breakOff({ worker, mailbox }: Line, heard: Heard): Promise<PoolOutcome> {
  let last = heard;
  if (last.kind !== 'gone') worker.kill(`it answered "${last.kind}" out of turn`);
  while (last.kind !== 'gone') last = await mailbox.next();
  return crashed(last.reason);
}

function failed({ failure, log }: Said<'failed'>): PoolOutcome {
  return { kind: 'failed', failure, log };
}

type Proceed = Go & { readonly kind: 'proceed' };

/** Asks where to write. A bug in the answer ends this attempt and not the worker. */
async function decide(request: AttemptRequest, probe: Probe): Promise<Proceed | PoolOutcome> {
  const { source, outputs, contentHash, faults, looked } = probe;
  const more = { ...(faults && { faults }), ...(looked && { looked }) };
  try {
    const go = await request.onProbed({ source, outputs, contentHash, ...more });
    return go === null ? { kind: 'released', source } : { kind: 'proceed', ...go };
  } catch (bug) {
    return failedByBug(bug);
  }
}

/** Exactly the outputs that were given a path must have been written, or be among the faults. */
function isComplete({ outputs, faults }: Said<'finished'>, { paths }: Go): boolean {
  const faulty = new Set(faults.map(({ output }) => output));
  return (
    outputs.length === paths.length &&
    outputs.every((output, at) => (output === null) === (paths[at] === null || faulty.has(at)))
  );
}

/** The talk with a worker that is ready, from `start` to its last answer. Its end, for whatever reason, is an answer. */
export async function converse(
  line: Line,
  request: AttemptRequest,
  limits: ReadLimits,
): Promise<PoolOutcome> {
  const { worker, mailbox } = line;
  const { attemptId, sourcePath, outputs } = request;
  const { metadata = noMetadata, wantsHash = false, desktopUri = null, look = null } = request;
  const { keepsOriginal = false, triesLimits = false } = request;
  const wish = { metadata, keepsOriginal, wantsHash, triesLimits, desktopUri, look };
  worker.send({ kind: 'start', attemptId, sourcePath, outputs, limits, ...wish });
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
  const { paths: asidePaths, focalPoint = null } = decision;
  worker.send({ kind: 'proceed', attemptId, asidePaths, focalPoint });
  const last = await mailbox.next();
  if (last.kind === 'failed' && last.attemptId === attemptId) return failed(last);
  const isFinished =
    last.kind === 'finished' && last.attemptId === attemptId && isComplete(last, decision);
  if (!isFinished) return breakOff(line, last);
  const { outputs: written, notes, faults } = last;
  return { kind: 'succeeded', source: first.source, outputs: written, notes, faults };
}
