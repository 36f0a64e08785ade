const clear = 256;
const end = 257;
const firstFree = 258;
const mostCodes = 4096;

/**
 * TIFF's LZW: codes of 9 to 12 bits, the highest bit first, one longer a step before they are needed. Fills `out` as far as the bytes
 * reach and gives back how far; damaged codes end it.
 */
export function unpackLzw(packed: Uint8Array, out: Uint8Array): number {
  // Each code is an earlier one and a byte more; its text already stands in `out`, where it was first written.
  const starts = new Int32Array(mostCodes);
  const lengths = new Int32Array(mostCodes);
  let [to, next, width, bits, held, from] = [0, firstFree, 9, 0, 0, 0];
  let previous = -1;
  for (;;) {
    while (bits < width) {
      if (from >= packed.length) return to;
      held = ((held << 8) | (packed[from] ?? 0)) & 0xffffff;
      from += 1;
      bits += 8;
    }
    const code = (held >> (bits - width)) & ((1 << width) - 1);
    bits -= width;
    if (code === end || to >= out.length) return to;
    if (code === clear) {
      [next, width, previous] = [firstFree, 9, -1];
      continue;
    }
    const start = to;
    if (code < clear) {
      out[to] = code;
      to += 1;
    } else {
      if (previous < 0 || code > next) return to;
      // The code that is being made: what came before, and its own first byte again.
      const isNew = code === next;
      const source = isNew ? previousStart(start, previous, lengths) : (starts[code] ?? 0);
      const length = isNew ? lengthOf(previous, lengths) + 1 : (lengths[code] ?? 0);
      const stop = Math.min(out.length, to + length);
      for (let at = source; to < stop; at += 1, to += 1) out[to] = out[at] ?? 0;
    }
    if (previous >= 0 && next < mostCodes) {
      starts[next] = start - lengthOf(previous, lengths);
      lengths[next] = lengthOf(previous, lengths) + 1;
      next += 1;
      if (next + 1 === 1 << width && width < 12) width += 1;
    }
    previous = code;
  }
}

const lengthOf = (code: number, lengths: Int32Array) => (code < clear ? 1 : (lengths[code] ?? 0));
const previousStart = (start: number, previous: number, lengths: Int32Array) =>
  start - lengthOf(previous, lengths);
