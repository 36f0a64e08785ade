import { availableParallelism } from 'node:os';
import { nativeTheme } from 'electron';
import type { Engine } from '../../engine/index.ts';
import type { Settings, SettingsChange } from '../../shared/settings/settings.ts';
import type { ReadLimits } from '../../shared/worker/messages.ts';

const secondMs = 1_000;
const dayMs = 86_400_000;

/** How many attempts at once: one a core, unless a person chose. */
export function attemptsAtOnce({ concurrency }: Settings): number {
  return concurrency === 'auto' ? availableParallelism() : concurrency;
}

/** With a server: null leaves it to the server's size. */
export function attemptsAtServer({ concurrency }: Settings): number | null {
  return concurrency === 'auto' ? null : concurrency;
}

export function limitMsOf({ limitSeconds }: Settings): number {
  return limitSeconds * secondMs;
}

export function readLimitsOf({ maxMegapixels, maxFileMegabytes }: Settings): ReadLimits {
  return { maxPixels: maxMegapixels * 1e6, maxFileBytes: maxFileMegabytes * 1e6 };
}

/** Lets what was just changed take effect; the rest is read where it is needed. */
export function applySettings(engine: Engine, settings: Settings, change: SettingsChange): void {
  if (change.concurrency !== undefined) {
    engine.setConcurrency(attemptsAtOnce(settings), attemptsAtServer(settings));
  }
  if (change.limitSeconds !== undefined) engine.setLimit(limitMsOf(settings));
  if (change.maxMegapixels !== undefined || change.maxFileMegabytes !== undefined) {
    engine.setReadLimits(readLimitsOf(settings));
  }
  if (change.theme !== undefined) nativeTheme.themeSource = settings.theme;
}

/** Forgets what is older than the person wants to keep. Done at start, so that trying out a number in the settings deletes nothing. */
export async function forgetOldHistory(
  engine: Pick<Engine, 'forgetHistory'>,
  { historyDays }: Settings,
): Promise<void> {
  if (historyDays !== null) await engine.forgetHistory(Date.now() - historyDays * dayMs);
}
