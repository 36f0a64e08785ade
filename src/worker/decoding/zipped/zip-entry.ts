import { inflateRawSync } from 'node:zlib';
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
    const nameLength = reader.at(start + 28).u16();
    const more = reader.at(start + 30).u16() + reader.at(start + 32).u16();
    const offset = reader.at(start + 42).u32();
    const nameAt = start + 46;
    const name = String.fromCharCode(...bytes.subarray(nameAt, nameAt + Math.min(nameLength, 260)));
    if (name === wanted) return { method, packedBytes, offset };
    reader.position = nameAt + nameLength + more;
  }
  return null;
}

function unpack(packed: Uint8Array, mostBytes: number): Result<Uint8Array, Failure> {
  try {
    return ok(inflateRawSync(packed, { maxOutputLength: mostBytes }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ERR_BUFFER_TOO_LARGE') return notOk(failure('image-too-large'));
    return notOk(failure(code === 'Z_BUF_ERROR' ? 'image-truncated' : 'image-corrupt'));
  }
}

/** The bytes of one entry of a ZIP archive, at most so many; null where it has none of this name. */
export function readZipEntry(
  bytes: Uint8Array,
  name: string,
  mostBytes: number,
): Result<Uint8Array | null, Failure> {
  const directory = findDirectory(bytes);
  if (!directory) return notOk(failure('image-truncated'));
  const entry = findEntry(bytes, name, directory);
  if (!entry) return ok(null);
  const local = new ByteReader(bytes, 'little').at(entry.offset);
  if (local.u32() !== localSignature) return notOk(failure('image-corrupt'));
  local.skip(22);
  const start = local.position + 4 + local.u16() + local.u16();
  const packed = bytes.subarray(start, start + entry.packedBytes);
  if (packed.length < entry.packedBytes) return notOk(failure('image-truncated'));
  if (entry.method === stored)
    return packed.length > mostBytes ? notOk(failure('image-too-large')) : ok(packed);
  return entry.method === deflated ? unpack(packed, mostBytes) : notOk(failure('image-corrupt'));
}
