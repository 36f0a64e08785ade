import { inflateSync } from 'node:zlib';

/** Null where it is not of exactly this size. */
export function inflated(packed: Uint8Array, size: number): Uint8Array | null {
  try {
    const bytes = inflateSync(packed, { maxOutputLength: size });
    return bytes.length === size ? bytes : null;
  } catch {
    return null;
  }
}

/** A number below 128 and a byte that comes so many times and once more, or 256 less a number of bytes as they are. */
function unpackRuns(packed: Uint8Array, size: number): Uint8Array | null {
  const bytes = new Uint8Array(size);
  let to = 0;
  for (let at = 0; at < packed.length && to < size;) {
    const code = packed[at] ?? 0;
    const isRun = code < 128;
    const count = isRun ? code + 1 : 256 - code;
    if (to + count > size) return null;
    const from = packed.subarray(at + 1, at + 1 + (isRun ? 1 : count));
    if (isRun) bytes.fill(from[0] ?? 0, to, to + count);
    else bytes.set(from, to);
    to += count;
    at += 1 + from.length;
  }
  return to === size ? bytes : null;
}

/** Undoes what makes packing worth while: each byte is told by its distance to the one before, even ones before odd ones. */
function reordered(bytes: Uint8Array | null): Uint8Array | null {
  if (!bytes) return null;
  const plain = new Uint8Array(bytes.length);
  const half = Math.ceil(bytes.length / 2);
  let value = bytes[0] ?? 0;
  plain[0] = value;
  for (let at = 1; at < bytes.length; at += 1) {
    value = (value + (bytes[at] ?? 0) - 128) & 0xff;
    plain[at < half ? at * 2 : (at - half) * 2 + 1] = value;
  }
  return plain;
}

export const unpackRle = (packed: Uint8Array, size: number) => reordered(unpackRuns(packed, size));

export const unpackZip = (packed: Uint8Array, size: number) => reordered(inflated(packed, size));
