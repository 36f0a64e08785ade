import type { EngineMessage, ReadLimits, WorkerMessage } from '../../shared/worker/messages.ts';
import type { AttemptRequest, Go, Probe } from './attempt.ts';
import { failedByBug, type PoolOutcome } from './outcome.ts';
import { type Hearing, hearWorker, type RoomTerms } from './hear-worker.ts';
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

function succeeded({ source, outputs, notes, faults }: Said<'finished'>): PoolOutcome {
  return { kind: 'succeeded', source, outputs, notes, faults };
}

const peeked = ({ picture }: Said<'peeked'>): PoolOutcome => ({ kind: 'peeked', picture });

/** What a worker is told first. */
export function startOf(request: AttemptRequest, limits: ReadLimits): EngineMessage {
  const { attemptId, sourcePath, work, temporaryPaths = null } = request;
  const { wantsHash = false, triesLimits = false, desktopUri = null, look = null } = request;
  const keys = request.folderKeys && { folderKeys: request.folderKeys };
  const taken = request.wantsTaken === true && { wantsTaken: true };
  const options = { wantsHash, triesLimits, desktopUri, look, temporaryPaths, ...keys, ...taken };
  return { kind: 'start', attemptId, sourcePath, work, limits, ...options };
}

/**
 * The conversation with a worker that has `start`, to its last answer: one that knows where to write says only that; the
 * others ask first. It ends in an outcome, whatever happens.
 */
export async function followProtocol(
  channel: WorkerChannel,
  request: AttemptRequest,
  terms: RoomTerms,
): Promise<PoolOutcome> {
  const hearing = hearWorker(channel, request.attemptId, terms);
  return holdConversation(channel, request, { hearing, clock: terms.clock }).finally(() =>
    hearing.close(),
  );
}

async function holdConversation(
  channel: WorkerChannel,
  request: AttemptRequest,
  { hearing, clock }: { readonly hearing: Hearing } & Pick<RoomTerms, 'clock'>,
): Promise<PoolOutcome> {
  const { attemptId, work, temporaryPaths: known = null } = request;
  const first = await hearing.next();
  if (first.kind === 'failed') return failed(first);
  if (request.look === 'peek')
    return first.kind === 'peeked' ? peeked(first) : breakOff(channel, first);
  if (known !== null) {
    const isDone = first.kind === 'finished' && isComplete(first, { paths: known });
    return isDone ? succeeded(first) : breakOff(channel, first);
  }
  if (first.kind !== 'probed' || first.outputs.length !== work.outputs.length) {
    return breakOff(channel, first);
  }
  // Where the results go may take its time, too; the drive has a limit of its own.
  clock.stop();
  const decision = await decide(request, first);
  clock.start();
  if (decision.kind !== 'proceed') {
    channel.send({ kind: 'release', attemptId });
    return decision;
  }
  const { paths: temporaryPaths, folderKeys, focalPoint = null } = decision;
  const keys = folderKeys && { folderKeys };
  channel.send({ kind: 'proceed', attemptId, temporaryPaths, focalPoint, ...keys });
  const last = await hearing.next();
  if (last.kind === 'failed') return failed(last);
  const isFinished = last.kind === 'finished' && isComplete(last, decision);
  return isFinished ? succeeded(last) : breakOff(channel, last);
}
