/** Fills `row` from PackBits; false when the bytes give too little. What they give too much is left out. */
export function unpackBits(packed: Uint8Array, row: Uint8Array): boolean {
  let from = 0;
  let to = 0;
  while (to < row.length && from < packed.length) {
    const code = packed[from] ?? 0;
    from += 1;
    if (code < 128) {
      const end = from + code + 1;
      if (end > packed.length) return false;
      row.set(packed.subarray(from, Math.min(end, from + row.length - to)), to);
      to += code + 1;
      from = end;
    } else if (code > 128) {
      row.fill(packed[from] ?? 0, to, Math.min(row.length, to + 257 - code));
      to += 257 - code;
      from += 1;
    }
  }
  return to >= row.length;
}
