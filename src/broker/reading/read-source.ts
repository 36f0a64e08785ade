import { Buffer } from 'node:buffer';
import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  statSync,
} from 'node:fs';
import { ok, type Result } from '../../shared/result.ts';
import { readingFailure } from '../to-failure/from-system.ts';
import { headBytes } from '../../shared/worker/messages.ts';
import type { SourceBytes } from '../../shared/worker/decoder-messages.ts';
import { type Refusal, refuse } from '../../shared/worker/refusal.ts';
import { nativePath } from './native-path.ts';

/** In plain words what this is when it is no regular file; null when it is one. */
export function otherThanFile(stats: BigIntStats): string | null {
  if (stats.isFile()) return null;
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  if (stats.isBlockDevice() || stats.isCharacterDevice()) return 'a device';
  return 'something special';
}

/** A pipe or terminal put in the file's place since it was looked at must neither block nor take over. Not there on Windows. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
/** One read call takes at most 2 GiB. */
const chunkBytes = 1 << 30;

function refuseKind(stats: BigIntStats): ReturnType<typeof refuse> | null {
  const kind = otherThanFile(stats);
  if (kind !== null) return refuse('not-a-file', kind);
  return stats.size === 0n ? refuse('image-truncated', 'empty') : null;
}

/** What is told of a file that is not read: enough to say what it is. */
function headOf(file: number, { size }: BigIntStats): SourceBytes {
  const head = Buffer.alloc(headBytes);
  const count = readSync(file, head, 0, headBytes, 0);
  return { kind: 'too-large', head: head.subarray(0, count), sizeBytes: Number(size) };
}

const isSame = (before: BigIntStats, after: BigIntStats) =>
  before.size === after.size && before.mtimeNs === after.mtimeNs;

function isLink(path: string | Buffer): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Fills the beginning of a buffer with the next bytes of a source, and says how many; 0 at its end. */
export type ReadNext = (into: Buffer) => number;

/** Where a source of this size goes. Returns what stands for its bytes; null when it ended before that. */
export type Receive = (sizeBytes: number, read: ReadNext) => Uint8Array | null;

/** Null when the source ended before the buffer was full. */
export function fill(bytes: Buffer, read: ReadNext): Buffer | null {
  for (let done = 0; done < bytes.length;) {
    const count = read(bytes.subarray(done));
    if (count === 0) return null;
    done += count;
  }
  return bytes;
}

const intoMemory: Receive = (sizeBytes, read) => fill(Buffer.allocUnsafeSlow(sizeBytes), read);

function readOpened(
  file: number,
  maxFileBytes: number,
  receive: Receive,
): Result<SourceBytes, Refusal> {
  const before = fstatSync(file, { bigint: true });
  const refused = refuseKind(before);
  if (refused) return refused;
  if (before.size > maxFileBytes) return ok(headOf(file, before));
  const bytes = receive(Number(before.size), (into) =>
    readSync(file, into, 0, Math.min(chunkBytes, into.length), null),
  );
  if (bytes === null || !isSame(before, fstatSync(file, { bigint: true }))) {
    return refuse('file-changed');
  }
  const modifiedSeconds = Math.floor(Number(before.mtimeMs) / 1000);
  return ok({ kind: 'whole', bytes, modifiedSeconds });
}

/**
 * The bytes of a regular file. Its kind is looked at before it is opened, so that a pipe or a device
 * is never touched, and again afterwards. It reads synchronously: a worker has one attempt and nothing else to do.
 */
export function readSource(
  path: string,
  maxFileBytes: number,
  receive: Receive = intoMemory,
): Result<SourceBytes, Refusal> {
  const native = nativePath(path);
  let file: number | null = null;
  try {
    const refused = refuseKind(statSync(native, { bigint: true }));
    if (refused) return refused;
    file = openSync(native, openFlags);
    return readOpened(file, maxFileBytes, receive);
  } catch (error) {
    return readingFailure(error, () => isLink(native));
  } finally {
    if (file !== null) closeSync(file);
  }
}
