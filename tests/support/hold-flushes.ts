import { type FileHandle, open } from 'node:fs/promises';
import { onTestFinished, vi } from 'vitest';
import { descriptors } from '../../src/engine/files/descriptors.ts';

/** Until the end of the test every flush of a file is held; answers with how to let go each, in the order they were asked for. */
export async function holdFlushes(folder: string): Promise<readonly (() => void)[]> {
  await using handle = await open(folder, 'r');
  const held: (() => void)[] = [];
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held.push(resolve);
    return promise;
  };
  const handles: FileHandle = Object.getPrototypeOf(handle);
  const flushes = [
    vi.spyOn(handles, 'sync').mockImplementation(hold),
    vi.spyOn(descriptors, 'flush').mockImplementation(hold),
  ];
  onTestFinished(() => flushes.forEach((flush) => flush.mockRestore()));
  return held;
}
