import type { DibHeader } from './dib-header.ts';

/** 256 colours as opaque RGBA numbers, little-endian; those the file does not name are black. `end` is where pixels may begin. */
export function readPalette(bytes: Uint8Array, header: DibHeader, end: number): Uint32Array {
  const palette = new Uint32Array(256).fill(0xff000000);
  const { paletteOffset, paletteEntrySize, paletteCount } = header;
  const room = Math.floor((end - paletteOffset) / paletteEntrySize);
  const count = Math.min(paletteCount || 2 ** header.bits, room, 256);
  for (let index = 0; index < count; index += 1) {
    const at = paletteOffset + index * paletteEntrySize;
    const colour =
      (bytes[at + 2] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at] ?? 0) << 16) | 0xff000000;
    palette[index] = colour;
  }
  return palette;
}

/** How many bytes of palette follow the header, by what it declares. */
export function paletteLength({ bits, paletteCount, paletteEntrySize }: DibHeader): number {
  return (paletteCount || (bits <= 8 ? 2 ** bits : 0)) * paletteEntrySize;
}
