import { type FileHandle, open } from 'node:fs/promises';
import { onTestFinished, vi } from 'vitest';

/** Until the end of the test every flush of a file handle is held; answers with how to let go each, in the order they were asked for. */
export async function holdFlushes(folder: string): Promise<readonly (() => void)[]> {
  await using handle = await open(folder, 'r');
  const held: (() => void)[] = [];
  const handles: FileHandle = Object.getPrototypeOf(handle);
  const flush = vi.spyOn(handles, 'sync').mockImplementation(() => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held.push(resolve);
    return promise;
  });
  onTestFinished(() => flush.mockRestore());
  return held;
}
