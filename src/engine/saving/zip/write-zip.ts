import { pipeline } from 'node:stream/promises';
import type { LeftBehind } from '../../../shared/task/saving.ts';
import { createMadeFiles } from '../../files/made-files.ts';
import { createNewFile } from '../../files/new-file.ts';
import { archiveNames } from './entry-names.ts';
import type { Packed, ZipOrder } from './zip-order.ts';
import { createZipPacker } from './zip-packer.ts';

/**
 * Writes and flushes the archive, one file after the other. What is not as its task left it stays out and is named.
 * Rejects with the system's error.
 */
export async function writeZip(
  { target, files }: ZipOrder,
  onDone: (count: number) => void,
): Promise<Packed> {
  const leftBehind: LeftBehind[] = [];
  const names = archiveNames(files.map(({ path }) => path));
  const zip = createZipPacker();
  const madeFiles = createMadeFiles();
  const file = await createNewFile(target);
  const ended = pipeline(zip.stream, async (parts: AsyncIterable<Buffer>) => {
    for await (const part of parts) await file.write(part);
  });

  const addAll = async () => {
    for (const [index, made] of files.entries()) {
      const opened = await madeFiles.open(made);
      if (typeof opened === 'string') leftBehind.push({ path: made.path, reason: opened });
      else await zip.add(names[index] ?? '_', opened);
      onDone(index + 1);
    }
    zip.finish();
  };
  const adding = addAll().catch((error: Error) => void zip.stream.destroy(error));
  try {
    await ended;
    await adding;
    const sizeBytes = await file.finish();
    return { count: files.length - leftBehind.length, sizeBytes, leftBehind };
  } finally {
    await file.close();
  }
}
