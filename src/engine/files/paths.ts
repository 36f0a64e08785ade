import { Buffer, isUtf8 } from 'node:buffer';
import { isAbsolute, relative, sep } from 'node:path';

/**
 * Outside Windows a path is bytes. Those that are not UTF-8 live in our strings as lone surrogates
 * U+DC80–U+DCFF, one a byte, so that `node:path` works on them and no file is out of reach.
 */
const firstEscape = 0xdc80;
const lastEscape = 0xdcff;
const escapeOffset = 0xdc00;

/** How long a UTF-8 sequence with this first byte would be; 1 for what cannot begin one. */
function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

/** The string for a path or a name as the system gave it. Every byte sequence has exactly one. */
export function fromBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const lead = bytes.readUInt8(at);
    const sequence = bytes.subarray(at, at + sequenceLength(lead));
    const isWhole = isUtf8(sequence);
    text += isWhole ? sequence.toString('utf8') : String.fromCharCode(escapeOffset + lead);
    at += isWhole ? sequence.length : 1;
  }
  return text;
}

/** What `node:fs` takes for this path: the string itself, or its bytes when they are not UTF-8. */
export function toNative(path: string): string | Buffer {
  if (path.isWellFormed()) return path;
  const parts: Buffer[] = [];
  for (const character of path) {
    const code = character.codePointAt(0) ?? 0;
    const isEscape = code >= firstEscape && code <= lastEscape;
    parts.push(isEscape ? Buffer.of(code - escapeOffset) : Buffer.from(character, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** How many bytes the path or name takes on disk. */
export function byteLength(path: string): number {
  const native = toNative(path);
  return typeof native === 'string' ? Buffer.byteLength(native) : native.length;
}

/** True for the folder itself and for everything below it. Both without links. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** As URLs spell it: each byte of the path that `unreserved` does not match as `%` and two digits, also what is not UTF-8. */
export function percentEncode(path: string, unreserved: RegExp): string {
  return Array.from(Buffer.from(toNative(path)), (byte) => {
    const character = String.fromCharCode(byte);
    if (unreserved.test(character)) return character;
    return `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
  }).join('');
}
