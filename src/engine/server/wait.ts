import { setTimeout as delay } from 'node:timers/promises';

/** Shorter when the signal fires. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
