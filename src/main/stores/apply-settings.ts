import { nativeTheme } from 'electron';
import type { Engine } from '../../engine/index.ts';
import type { Settings, SettingsChange } from '../../shared/settings/settings.ts';
import { attemptsAtOnce, attemptsAtServer } from './attempts-at-once.ts';
import type { ReadLimits } from '../../shared/worker/messages.ts';

const secondMs = 1_000;
const dayMs = 86_400_000;

export function limitMsOf({ limitSeconds }: Settings): number {
  return limitSeconds * secondMs;
}

export function readLimitsOf({ maxMegapixels, maxFileMegabytes }: Settings): ReadLimits {
  return { maxPixels: maxMegapixels * 1e6, maxFileBytes: maxFileMegabytes * 1e6 };
}

/** Lets what was just changed take effect; the rest is read where it is needed. */
export function applySettings(
  engine: Engine,
  settings: Settings,
  { isOnBattery, ...change }: SettingsChange & { readonly isOnBattery: boolean },
): void {
  if (change.concurrency !== undefined || change.worksAtFullSpeed !== undefined) {
    engine.setConcurrency(attemptsAtOnce(settings, isOnBattery), attemptsAtServer(settings));
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
