import type { Buffer } from 'node:buffer';
import { fstatSync, ftruncateSync, readSync, writeSync } from 'node:fs';

/** Larger ones go into a file in memory: through the line each byte is copied four times. */
const mostInline = 64 * 1024;

/** Where the bytes of one part are: behind the words, or in the file that both sides have. Parts follow each other in both. */
export interface Part {
  readonly place: 'line' | 'file';
  readonly sizeBytes: number;
}

export interface Parcel {
  readonly parts: readonly (Part | null)[];
  /** What goes behind the words. */
  readonly inline: readonly Uint8Array[];
}

/** Writes to the file at this place; false where there is no room. */
function put(file: number, bytes: Uint8Array, at: number): boolean {
  try {
    for (let done = 0; done < bytes.length;)
      done += writeSync(file, bytes, done, bytes.length - done, at + done);
    return true;
  } catch {
    return false;
  }
}

export function pack(file: number, all: readonly (Uint8Array | null)[]): Parcel {
  const inline: Uint8Array[] = [];
  let end = 0;
  const parts = all.map((bytes): Part | null => {
    if (bytes === null) return null;
    const sizeBytes = bytes.length;
    if (sizeBytes > mostInline && put(file, bytes, end)) {
      end += sizeBytes;
      return { place: 'file', sizeBytes };
    }
    inline.push(bytes);
    return { place: 'line', sizeBytes };
  });
  return { parts, inline };
}

/** A part of the other side's; it may be hostile. */
function partOf(raw: unknown): Part | null {
  if (typeof raw !== 'object' || raw === null || !('sizeBytes' in raw) || !('place' in raw))
    return null;
  const { place, sizeBytes } = raw;
  const isSize = typeof sizeBytes === 'number' && Number.isInteger(sizeBytes) && sizeBytes >= 0;
  if (!isSize || (place !== 'line' && place !== 'file'))
    throw new Error('a part of a message is odd');
  return { place, sizeBytes };
}

interface Unpacking {
  readonly file: number;
  readonly inline: Buffer;
  readonly allocate: (sizeBytes: number) => Buffer;
}

/** The bytes of each part. Throws where they are not what was said. */
export function unpack(
  raw: unknown,
  { file, inline, allocate }: Unpacking,
): readonly (Buffer | null)[] {
  if (!Array.isArray(raw)) throw new Error('a message has no parts');
  let [inLine, inFile] = [0, 0];
  return raw.map((one: unknown) => {
    const part = partOf(one);
    if (part === null) return null;
    const { place, sizeBytes } = part;
    if (place === 'line') {
      inLine += sizeBytes;
      if (inLine > inline.length) throw new Error('a part of a message is missing');
      return inline.subarray(inLine - sizeBytes, inLine);
    }
    const bytes = allocate(sizeBytes);
    for (let done = 0; done < sizeBytes;) {
      const count = readSync(file, bytes, done, sizeBytes - done, inFile + done);
      if (count === 0) throw new Error('a file of a message is too short');
      done += count;
    }
    inFile += sizeBytes;
    return bytes;
  });
}

/** What is kept of the file: its pages are ready for the next source. */
const mostKept = 32 * 1024 ** 2;

/** Gives back the memory of a large source before. */
export function shrink(file: number): void {
  if (fstatSync(file).size > mostKept) ftruncateSync(file, 0);
}
