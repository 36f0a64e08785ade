import { once } from 'node:events';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import ZipStream from 'zip-stream';
import type { LeftBehind, LeftBehindReason } from '../../../shared/task/saving.ts';
import { isAsMade, type MadeFile } from '../../as-made.ts';
import { toNative } from '../../paths.ts';
import { errorCode } from '../../planning/write-failure.ts';
import { archiveNames } from './archive-names.ts';
import type { Packed, ZipOrder } from './zip-order.ts';

/** A result changed, or could not be read to its end, while it was being packed. */
class SourceBroken extends Error {
  readonly code = 'source-broken';
}

/** Something else may lie there by now, and opening a pipe would wait for ever. */
const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const mode = 0o644;
/** What is larger is read piece by piece. */
const largestBufferBytes = 1_000_000;

interface OpenFile {
  readonly file: FileHandle;
  readonly date: Date;
  readonly sizeBytes: number;
}

/** Why it cannot be packed, if so. */
async function openMade(made: MadeFile): Promise<OpenFile | LeftBehindReason> {
  try {
    const file = await open(toNative(made.path), readFlags);
    const facts = await file.stat();
    if (isAsMade(facts, made)) return { file, date: facts.mtime, sizeBytes: facts.size };
    await file.close();
    return 'changed';
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(errorCode(error)) ? 'gone' : 'unreadable';
  }
}

async function readWhole(file: FileHandle): Promise<Buffer> {
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Puts one file into the archive, with its checksum before it where it is small: some programs want that. */
async function add(
  zip: ZipStream,
  name: string,
  { file, date, sizeBytes }: OpenFile,
): Promise<void> {
  try {
    const isLarge = sizeBytes > largestBufferBytes;
    const source = isLarge ? file.createReadStream() : await readWhole(file);
    await new Promise<void>((resolve, reject) => {
      zip.entry(source, { name, date, mode }, (error) => (error ? reject(error) : resolve()));
    });
    const readBytes = 'bytesRead' in source ? source.bytesRead : source.length;
    if (readBytes === sizeBytes) return;
  } catch {
    // It could not be read to its end.
  }
  throw new SourceBroken(name);
}

/**
 * Writes and flushes the archive, one file after the other and never a large one in memory; stored as they are, because
 * pictures are compressed already. What is not as its task left it stays out and is named. Rejects with the system's error.
 */
export async function writeZip(
  { target, files }: ZipOrder,
  onDone: (count: number) => void,
): Promise<Packed> {
  const leftBehind: LeftBehind[] = [];
  const names = archiveNames(files.map(({ path }) => path));
  const zip = new ZipStream({ store: true, forceLocalTime: true });
  const file = await open(toNative(target), 'wx');
  const written = file.createWriteStream({ flush: true });
  const ended = pipeline(zip, written);

  const addAll = async () => {
    for (const [index, made] of files.entries()) {
      const opened = await openMade(made);
      if (typeof opened === 'string') leftBehind.push({ path: made.path, reason: opened });
      else await add(zip, names[index] ?? '_', opened);
      if (zip.writableNeedDrain) await once(zip, 'drain');
      onDone(index + 1);
    }
    zip.finish();
    await ended;
  };
  // What the disk says ends it, whatever is being waited for.
  await Promise.race([addAll(), ended.then(() => new Promise<never>(() => undefined))]);
  return { count: files.length - leftBehind.length, sizeBytes: written.bytesWritten, leftBehind };
}
