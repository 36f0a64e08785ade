import type { Buffer } from 'node:buffer';
import { ftruncateSync, readSync, writeSync } from 'node:fs';

/** Larger ones go through the file in memory: behind the words each byte is copied twice more. */
export const mostInline = 64 * 1024;

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

/** The file in memory that one side writes and the other reads. */
export interface ParcelFile {
  /** Before the first bytes of a message: gives back the memory of a large one before. */
  begin(): void;
  /** Writes at this place; false where there is no room. */
  put(bytes: Uint8Array, at: number): boolean;
}

/** What is kept of the file: its pages are ready for the next message. */
const mostKept = 32 * 1024 ** 2;

export function openParcelFile(file: number): ParcelFile {
  let end = 0;
  return {
    begin() {
      if (end > mostKept) ftruncateSync(file, 0);
      end = 0;
    },
    put(bytes, at) {
      end = Math.max(end, at + bytes.length);
      try {
        for (let done = 0; done < bytes.length;)
          done += writeSync(file, bytes, done, bytes.length - done, at + done);
        return true;
      } catch {
        return false;
      }
    },
  };
}

export function pack(file: ParcelFile, all: readonly (Uint8Array | null)[]): Parcel {
  const inline: Uint8Array[] = [];
  let end = 0;
  file.begin();
  const parts = all.map((bytes): Part | null => {
    if (bytes === null) return null;
    const sizeBytes = bytes.length;
    if (sizeBytes > mostInline && file.put(bytes, end)) {
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

/** All results of a picture; the rooms around have the same limit for a source. */
const mostBytes = 2 * 1024 ** 3;

/** The bytes of one part; throws when there are fewer. */
function take(file: number, bytes: Buffer, at: number): Buffer {
  for (let done = 0; done < bytes.length;) {
    const count = readSync(file, bytes, done, bytes.length - done, at + done);
    if (count === 0) throw new Error('a file of a message is too short');
    done += count;
  }
  return bytes;
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
  const sum = raw.reduce((bytes: number, one) => bytes + (partOf(one)?.sizeBytes ?? 0), 0);
  if (sum > mostBytes) throw new Error('a message has too many bytes');
  return raw.map((one: unknown) => {
    const part = partOf(one);
    if (part === null) return null;
    const { place, sizeBytes } = part;
    if (place === 'line') {
      inLine += sizeBytes;
      if (inLine > inline.length) throw new Error('a part of a message is missing');
      return inline.subarray(inLine - sizeBytes, inLine);
    }
    inFile += sizeBytes;
    return take(file, allocate(sizeBytes), inFile - sizeBytes);
  });
}
