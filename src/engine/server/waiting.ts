import { setTimeout as delay } from 'node:timers/promises';
import { notOk, type Result } from '../../shared/result.ts';
import { declined, type RemoteError } from './remote-error.ts';

/** Resolves after `ms`, or earlier when the signal fires. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

const tries = 60;

/** Asks again, after as long as the server says, while its queue is full or the client is over its limit. */
export async function retryAfterBusy<Value>(
  ask: () => Promise<Result<Value, RemoteError>>,
  signal: AbortSignal,
): Promise<Result<Value, RemoteError>> {
  for (let left = tries; left > 0; left -= 1) {
    const answer = await ask();
    if (answer.ok || answer.problem.kind !== 'busy' || signal.aborted) return answer;
    await wait(answer.problem.waitMs, signal);
  }
  return notOk(declined);
}

/** A signal that fires when nothing was heard for so long, or when `outer` does. */
export interface IdleWatch {
  readonly signal: AbortSignal;
  /** Something was heard. */
  touch(): void;
  /** The signal then fires for `outer` alone. */
  close(): void;
}

export function watchIdle(idleMs: number, outer: AbortSignal): IdleWatch {
  const silence = new AbortController();
  const clock = setTimeout(() => silence.abort(), idleMs);
  return {
    signal: AbortSignal.any([outer, silence.signal]),
    touch: () => void clock.refresh(),
    close: () => clearTimeout(clock),
  };
}
