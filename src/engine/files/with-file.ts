/** Closes the file when `use` has settled, whichever way. Node 22 does not know `await using`. */
export async function withFile<File extends { close(): Promise<void> }, Value>(
  opening: Promise<File>,
  use: (file: File) => Promise<Value>,
): Promise<Value> {
  const file = await opening;
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}
