import { spawnSync } from 'node:child_process';
import { linuxWrappers, type Wrapper } from './linux-wrappers.ts';

const trialMs = 2000;

function works([program, ...words]: Wrapper): boolean {
  if (program === undefined) return false;
  return spawnSync(program, [...words, 'true'], { stdio: 'ignore', timeout: trialMs }).status === 0;
}

/** The strictest wrapper that works here, found by trying; a few milliseconds. Empty where there is none. */
export function chooseWrapper(): Wrapper {
  if (process.platform !== 'linux') return [];
  return linuxWrappers(process.getuid?.() === 0).find(works) ?? [];
}
