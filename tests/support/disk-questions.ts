import { expect, onTestFinished } from 'vitest';
import { diskCalls } from '../../src/engine/files/disk-calls.ts';

/** Counts what this process asks of the disk about places, until the end of the test. */
export function followDiskQuestions() {
  const { stat } = diskCalls;
  let openCount = 0;
  const counted: typeof stat = async (path) => {
    openCount += 1;
    try {
      return await stat(path);
    } finally {
      openCount -= 1;
    }
  };
  Reflect.set(diskCalls, 'stat', counted);
  onTestFinished(() => void Reflect.set(diskCalls, 'stat', stat));
  return { areAnswered: () => expect.poll(() => openCount).toBe(0) };
}
