import type { ResultMemory } from '../ports.ts';

/** For engines that never meet a source again, and where nothing can be kept. */
export const noMemory: ResultMemory = {
  recall: () => null,
  outputsOf: () => [],
  remember: () => undefined,
  noteWritten: () => undefined,
  writtenFingerprint: () => null,
  hasFocalPoints: false,
  focalPoint: () => null,
  saveFocalPoint: () => undefined,
};
