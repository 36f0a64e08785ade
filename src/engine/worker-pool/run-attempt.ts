import type { ReadLimits } from '../../shared/worker/messages.ts';
import type { AttemptOutcome, AttemptRequest } from './attempt.ts';
import { breakOff, converse, type Line } from './converse.ts';
import { openMailbox } from './mailbox.ts';
import type { PooledWorker } from './pooled-worker.ts';

export interface Terms {
  /** From here to the last answer, the start of a new worker included. Milliseconds. */
  readonly limitMs: number;
  readonly limits: ReadLimits;
  readonly signal: AbortSignal;
}

async function talk(line: Line, request: AttemptRequest, terms: Terms): Promise<AttemptOutcome> {
  if (!line.worker.isReady) {
    const first = await line.mailbox.next();
    if (first.kind !== 'ready') return breakOff(line, first);
  }
  return converse(line, request, terms.limits);
}

/** Waits until a worker that was told to end has ended. */
async function seeOff({ worker, mailbox }: Line): Promise<void> {
  while (!worker.hasExited) await mailbox.next();
}

/**
 * One attempt under its clock and its signal; either kills the worker. Whatever the outcome, the worker is idle
 * or has exited, and `onProbed` has settled, when this resolves. Never rejects.
 */
export async function runAttempt(
  worker: PooledWorker,
  request: AttemptRequest,
  terms: Terms,
): Promise<AttemptOutcome> {
  const { limitMs, signal } = terms;
  const line = { worker, mailbox: openMailbox(worker) };
  let ending: AttemptOutcome | null = null;
  const end = (outcome: AttemptOutcome) => {
    ending ??= outcome;
    worker.kill(outcome.kind);
  };
  const abort = () => end({ kind: 'aborted' });
  const clock = setTimeout(() => end({ kind: 'timed-out', limitMs }), limitMs);
  signal.addEventListener('abort', abort);
  try {
    const outcome = await talk(line, request, terms);
    if (worker.isLost) await seeOff(line);
    return ending ?? outcome;
  } finally {
    clearTimeout(clock);
    signal.removeEventListener('abort', abort);
    line.mailbox.close();
  }
}
