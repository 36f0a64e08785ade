import type { FileHandle } from 'node:fs/promises';

/** Closes the file when `use` has settled, whichever way. Node 22 does not know `await using`. */
export async function withFile<Value>(
  opening: Promise<FileHandle>,
  use: (file: FileHandle) => Promise<Value>,
): Promise<Value> {
  const file = await opening;
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}
