import { failure } from '../../shared/task/failure.ts';
import type { AttemptRequest } from './attempt.ts';
import { createAwakeClock } from './awake-clock.ts';
import { followProtocol } from './attempt-protocol.ts';
import type { RoomTerms } from './hear-worker.ts';
import type { MemoryRoom } from './memory-room.ts';
import { notStarted, type PoolOutcome, timedOut } from './outcome.ts';
import { waitForExit, type WorkerChannel } from './worker-channel.ts';
import { watchMemory } from './watch-memory.ts';

export interface AttemptLimits {
  /** From here to the last answer, the start of a new worker included; anew once a large picture has room. Time in which all of us slept does not
   * count. Milliseconds. */
  readonly limitMs: number;
  /** A worker that holds more is killed, and the attempt fails as `image-too-large`. Bytes. */
  readonly maxMemoryBytes: number;
  readonly room: MemoryRoom;
  readonly signal: AbortSignal;
}

function tooMuchMemory(maxBytes: number): PoolOutcome {
  const subject = `it needs more than ${(maxBytes / 1024 ** 3).toFixed(1)} GB of memory`;
  return { kind: 'failed', failure: failure('image-too-large', subject), log: null };
}

async function talk(
  channel: WorkerChannel,
  request: AttemptRequest,
  terms: RoomTerms,
): Promise<PoolOutcome> {
  const reason = await channel.whenReady;
  return reason === null ? followProtocol(channel, request, terms) : notStarted(reason);
}

/**
 * One attempt whose turn has come, under its clock, its memory limit and its signal; each of them kills the worker.
 * Whatever the outcome, the worker is free for the next one or has exited, and `onProbed` has settled, when this resolves. Never rejects.
 */
export async function runAttempt(
  channel: WorkerChannel,
  request: AttemptRequest,
  { limitMs, maxMemoryBytes, room, signal }: AttemptLimits,
): Promise<PoolOutcome> {
  const { worker } = channel;
  let ending: PoolOutcome | null = null;
  const end = (why: string, outcome: PoolOutcome) => {
    ending ??= outcome;
    worker.kill(why);
  };
  const abort = () => end('aborted', { kind: 'aborted' });
  const clock = createAwakeClock(() => end('timed out', timedOut(limitMs)), limitMs);
  clock.start();
  const stopWatching = watchMemory({
    processId: () => worker.processId,
    heldBytes: () => worker.heldBytes(),
    sourcePath: request.sourcePath,
    limitBytes: maxMemoryBytes,
    onExceeded: () => end('too much memory', tooMuchMemory(maxMemoryBytes)),
  });
  signal.addEventListener('abort', abort);
  if (signal.aborted && !channel.isAnswered) abort();
  try {
    const outcome = await talk(channel, request, { room, signal, clock });
    if (worker.isLost) await waitForExit(channel);
    return ending ?? outcome;
  } finally {
    clock.stop();
    stopWatching();
    signal.removeEventListener('abort', abort);
  }
}
