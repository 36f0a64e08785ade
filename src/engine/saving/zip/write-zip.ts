import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { LeftBehind, LeftBehindReason } from '../../../shared/task/saving.ts';
import { isUnmodified, type WrittenFile } from '../../files/file-identity.ts';
import { createNewFile } from '../../files/new-file.ts';
import { toNative } from '../../files/paths.ts';
import { errorCode } from '../../files/write-failure.ts';
import { archiveNames } from './entry-names.ts';
import type { Packed, ZipOrder } from './zip-order.ts';
import { createZipPacker, type ZipSource } from './zip-packer.ts';

/** Something else may lie there by now, and opening a pipe would wait for ever. */
const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Why it cannot be packed, if so. */
async function openMade(made: WrittenFile): Promise<ZipSource | LeftBehindReason> {
  try {
    const file = await open(toNative(made.path), readFlags);
    const facts = await file.stat();
    const { mtime: date, size: sizeBytes } = facts;
    if (isUnmodified(facts, made)) return { stream: file.createReadStream(), date, sizeBytes };
    await file.close();
    return 'changed';
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(errorCode(error)) ? 'gone' : 'unreadable';
  }
}

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
  const file = await createNewFile(target);
  const ended = pipeline(zip.stream, async (parts: AsyncIterable<Buffer>) => {
    for await (const part of parts) await file.write(part);
  });

  const addAll = async () => {
    for (const [index, made] of files.entries()) {
      const opened = await openMade(made);
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
