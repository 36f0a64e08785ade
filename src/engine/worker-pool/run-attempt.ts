import { failure } from '../../shared/task/failure.ts';
import type { ReadLimits } from '../../shared/worker/messages.ts';
import type { AttemptRequest } from './attempt.ts';
import { followProtocol } from './attempt-protocol.ts';
import { notStarted, type PoolOutcome, timedOut } from './outcome.ts';
import type { PooledWorker } from './pooled-worker.ts';
import { breakOff, openChannel, waitForExit, type WorkerChannel } from './worker-channel.ts';
import { watchMemory } from './watch-memory.ts';

export interface AttemptLimits {
  /** From here to the last answer, the start of a new worker included. Milliseconds. */
  readonly limitMs: number;
  readonly limits: ReadLimits;
  /** A worker that holds more is killed, and the attempt fails as `image-too-large`. Bytes. */
  readonly maxMemoryBytes: number;
  readonly signal: AbortSignal;
}

async function talk(
  channel: WorkerChannel,
  request: AttemptRequest,
  terms: AttemptLimits,
): Promise<PoolOutcome> {
  if (!channel.worker.isReady) {
    const first = await channel.next();
    if (first.kind === 'gone') return notStarted(first.reason);
    if (first.kind !== 'ready') return breakOff(channel, first);
  }
  return followProtocol(channel, request, terms.limits);
}

function tooMuchMemory(maxBytes: number): PoolOutcome {
  const subject = `it needs more than ${(maxBytes / 1024 ** 3).toFixed(1)} GB of memory`;
  return { kind: 'failed', failure: failure('image-too-large', subject), log: null };
}

/**
 * One attempt under its clock, its memory limit and its signal; each of them kills the worker. Whatever the outcome, the worker is idle
 * or has exited, and `onProbed` has settled, when this resolves. Never rejects.
 */
export async function runAttempt(
  worker: PooledWorker,
  request: AttemptRequest,
  terms: AttemptLimits,
): Promise<PoolOutcome> {
  const { limitMs, maxMemoryBytes, signal } = terms;
  const channel = openChannel(worker);
  let ending: PoolOutcome | null = null;
  const end = (why: string, outcome: PoolOutcome) => {
    ending ??= outcome;
    worker.kill(why);
  };
  const abort = () => end('aborted', { kind: 'aborted' });
  const clock = setTimeout(() => end('timed out', timedOut(limitMs)), limitMs);
  const stopWatching = watchMemory({
    processId: () => worker.processId,
    sourcePath: request.sourcePath,
    limitBytes: maxMemoryBytes,
    onExceeded: () => end('too much memory', tooMuchMemory(maxMemoryBytes)),
  });
  signal.addEventListener('abort', abort);
  try {
    const outcome = await talk(channel, request, terms);
    if (worker.isLost) await waitForExit(channel);
    return ending ?? outcome;
  } finally {
    clearTimeout(clock);
    stopWatching();
    signal.removeEventListener('abort', abort);
    channel.close();
  }
}
