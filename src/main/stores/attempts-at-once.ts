import { availableParallelism } from 'node:os';
import type { Settings } from '../../shared/settings/settings.ts';

/** How many attempts at once: one a core, or for every two of them on battery, unless a person chose. */
export function attemptsAtOnce(
  { concurrency, worksAtFullSpeed }: Settings,
  isOnBattery = false,
): number {
  if (concurrency !== 'auto') return concurrency;
  const cores = availableParallelism();
  return isOnBattery && !worksAtFullSpeed ? Math.ceil(cores / 2) : cores;
}

/** With a server: null leaves it to the server's size. */
export function attemptsAtServer({ concurrency }: Settings): number | null {
  return concurrency === 'auto' ? null : concurrency;
}
