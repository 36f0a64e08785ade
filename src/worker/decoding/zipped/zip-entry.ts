import { constants, inflateRawSync } from 'node:zlib';
import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';

const endOfDirectory = 0x06054b50;
const endBytes = 22;
/** A remark may follow the end. */
const longestRemark = 0xffff;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const stored = 0;
const deflated = 8;

/** Where the list of entries is; null where the file has no end. */
function findDirectory(bytes: Uint8Array): { offset: number; count: number } | null {
  const reader = new ByteReader(bytes, 'little');
  const first = Math.max(0, bytes.length - endBytes - longestRemark);
  for (let at = bytes.length - endBytes; at >= first; at -= 1) {
    if (bytes[at] !== 0x50 || reader.at(at).u32() !== endOfDirectory) continue;
    return { count: reader.at(at + 10).u16(), offset: reader.at(at + 16).u32() };
  }
  return null;
}

interface Entry {
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
}

/** Null where there is none of this name. */
function findEntry(
  bytes: Uint8Array,
  wanted: string,
  directory: { offset: number; count: number },
): Entry | null {
  const reader = new ByteReader(bytes, 'little').at(directory.offset);
  for (let left = directory.count; left > 0; left -= 1) {
    const start = reader.position;
    if (reader.u32() !== entrySignature) return null;
    const method = reader.at(start + 10).u16();
    const packedBytes = reader.at(start + 20).u32();
    const unpackedBytes = reader.at(start + 24).u32();
    const nameLength = reader.at(start + 28).u16();
    const more = reader.at(start + 30).u16() + reader.at(start + 32).u16();
    const offset = reader.at(start + 42).u32();
    const nameAt = start + 46;
    const name = String.fromCharCode(...bytes.subarray(nameAt, nameAt + Math.min(nameLength, 260)));
    if (name === wanted) return { method, packedBytes, unpackedBytes, offset };
    reader.position = nameAt + nameLength + more;
  }
  return null;
}

/** Fails where it is more than the archive says. */
function unpack(packed: Uint8Array, saidBytes: number): Result<Uint8Array, Failure> {
  try {
    return ok(inflateRawSync(packed, { maxOutputLength: Math.max(1, saidBytes) }));
  } catch (error) {
    const isCut = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
    return notOk(failure(isCut ? 'image-truncated' : 'image-corrupt'));
  }
}

interface Packed {
  readonly entry: Entry;
  /** Shorter than the archive says where it ends early. */
  readonly packed: Uint8Array;
}

function findPacked(bytes: Uint8Array, name: string): Result<Packed | null, Failure> {
  const directory = findDirectory(bytes);
  if (!directory) return notOk(failure('image-truncated'));
  const entry = findEntry(bytes, name, directory);
  if (!entry) return ok(null);
  const local = new ByteReader(bytes, 'little').at(entry.offset);
  if (local.u32() !== localSignature) return notOk(failure('image-corrupt'));
  local.skip(22);
  const start = local.position + 4 + local.u16() + local.u16();
  return ok({ entry, packed: bytes.subarray(start, start + entry.packedBytes) });
}

/** How many bytes may come out of so many. */
export type MostUnpacked = (packedBytes: number) => number;

/** The bytes of one entry of a ZIP archive, at most so many; null where it has none of this name. */
export function readZipEntry(
  bytes: Uint8Array,
  name: string,
  mostUnpacked: MostUnpacked,
): Result<Uint8Array | null, Failure> {
  const found = findPacked(bytes, name);
  if (!found.ok) return found;
  if (!found.value) return ok(null);
  const { entry, packed } = found.value;
  if (packed.length < entry.packedBytes) return notOk(failure('image-truncated'));
  if (Math.max(packed.length, entry.unpackedBytes) > mostUnpacked(packed.length))
    return notOk(failure('image-too-large'));
  if (entry.method === stored) return ok(packed);
  return entry.method === deflated
    ? unpack(packed, entry.unpackedBytes)
    : notOk(failure('image-corrupt'));
}

/** Enough for the beginning of an entry. Bytes. */
const peekedBytes = 256;

/** How long an entry is, by the archive's word, and its first bytes; null where there is none, or it is damaged. */
export function peekZipEntry(
  bytes: Uint8Array,
  name: string,
): { packedBytes: number; unpackedBytes: number; first: Uint8Array } | null {
  const found = findPacked(bytes, name);
  if (!found.ok || !found.value) return null;
  const { method, packedBytes, unpackedBytes } = found.value.entry;
  const packed = found.value.packed.subarray(0, peekedBytes);
  if (method === stored) return { packedBytes, unpackedBytes, first: packed };
  try {
    const first = inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
    return { packedBytes, unpackedBytes, first };
  } catch {
    return null;
  }
}
