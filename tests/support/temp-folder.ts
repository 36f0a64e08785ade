import { onTestFinished } from 'vitest';
import { makeTempFolder } from '../e2e/harness/temp-folder.ts';

/** A fresh folder for the running test, removed with everything in it when the test ends. */
export function tempFolder(): string {
  const folder = makeTempFolder();
  onTestFinished(() => folder.remove());
  return folder.path;
}
