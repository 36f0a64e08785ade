import type { ReadLimits, WorkerMessage } from '../../shared/worker/messages.ts';
import type { AttemptRequest, Go, Probe } from './attempt.ts';
import { failedByBug, type PoolOutcome } from './outcome.ts';
import { breakOff, type WorkerChannel } from './worker-channel.ts';

type Said<Kind extends WorkerMessage['kind']> = Extract<WorkerMessage, { readonly kind: Kind }>;

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

/** The conversation with a worker that is ready, from `start` to its last answer. It ends in an outcome, whatever happens. */
export async function followProtocol(
  channel: WorkerChannel,
  request: AttemptRequest,
  limits: ReadLimits,
): Promise<PoolOutcome> {
  const { worker } = channel;
  const { attemptId, sourcePath, work } = request;
  const { wantsHash = false, triesLimits = false, desktopUri = null, look = null } = request;
  const options = { wantsHash, triesLimits, desktopUri, look };
  worker.send({ kind: 'start', attemptId, sourcePath, work, limits, ...options });
  const first = await channel.next();
  if (first.kind === 'failed' && first.attemptId === attemptId) return failed(first);
  const isProbed =
    first.kind === 'probed' &&
    first.attemptId === attemptId &&
    first.outputs.length === work.outputs.length;
  if (!isProbed) return breakOff(channel, first);

  const decision = await decide(request, first);
  if (decision.kind !== 'proceed') {
    worker.send({ kind: 'release', attemptId });
    return decision;
  }
  const { paths: temporaryPaths, focalPoint = null } = decision;
  worker.send({ kind: 'proceed', attemptId, temporaryPaths, focalPoint });
  const last = await channel.next();
  if (last.kind === 'failed' && last.attemptId === attemptId) return failed(last);
  const isFinished =
    last.kind === 'finished' && last.attemptId === attemptId && isComplete(last, decision);
  if (!isFinished) return breakOff(channel, last);
  const { outputs: written, notes, faults } = last;
  return { kind: 'succeeded', source: first.source, outputs: written, notes, faults };
}
