import { ByteReader } from '../bytes/byte-reader.ts';

export interface TgaHeader {
  readonly kind: 'mapped' | 'colour' | 'grey';
  readonly isCompressed: boolean;
  readonly width: number;
  readonly height: number;
  readonly pixelBits: number;
  readonly alphaBits: number;
  readonly isTopDown: boolean;
  readonly isRightToLeft: boolean;
  readonly map: { readonly first: number; readonly count: number; readonly entryBits: number };
  /** Where the colour map begins; the pixels follow it. */
  readonly mapOffset: number;
  readonly dataOffset: number;
}

const kinds = { 1: 'mapped', 2: 'colour', 3: 'grey' } as const;
const depths: Readonly<Record<TgaHeader['kind'], readonly number[]>> = {
  mapped: [8, 16],
  colour: [15, 16, 24, 32],
  grey: [8, 16],
};
const entryDepths: ReadonlySet<number> = new Set(depths.colour);
const headerLength = 18;

/** Null when the fields contradict each other: TGA has no signature, so this is also how it is recognised. */
export function readTgaHeader(bytes: Uint8Array): TgaHeader | null {
  const reader = new ByteReader(bytes, 'little');
  const idLength = reader.u8();
  const mapType = reader.u8();
  const type = reader.u8();
  const map = { first: reader.u16(), count: reader.u16(), entryBits: reader.u8() };
  reader.skip(4);
  const width = reader.u16();
  const height = reader.u16();
  const pixelBits = reader.u8();
  const flags = reader.u8();
  const kind = kindOf(type & ~8);
  if (reader.isExhausted || !kind || mapType > 1) return null;
  if (!depths[kind].includes(pixelBits) || flags >= 0x40 || width === 0 || height === 0)
    return null;
  if (mapType === 1 && !entryDepths.has(map.entryBits)) return null;
  if (kind === 'mapped' && (mapType === 0 || map.count === 0)) return null;
  const mapOffset = headerLength + idLength;
  const mapLength = mapType === 1 ? map.count * Math.ceil(map.entryBits / 8) : 0;
  return {
    kind,
    isCompressed: type >= 8,
    width,
    height,
    pixelBits,
    alphaBits: flags & 0xf,
    isTopDown: (flags & 0x20) !== 0,
    isRightToLeft: (flags & 0x10) !== 0,
    map,
    mapOffset,
    dataOffset: mapOffset + mapLength,
  };
}

function kindOf(type: number): TgaHeader['kind'] | null {
  return type === 1 || type === 2 || type === 3 ? kinds[type] : null;
}

const footer = 'TRUEVISION-XFILE.\0';
/** One packet of two or more bytes gives up to 128 pixels. */
const mostPixelsPerByte = 64;

/** A file that ends early is still recognised. */
const leastPart = 1 / 4;

/** By the footer that newer files have, else by a header in which everything fits, also the file's length. */
export function isTga(bytes: Uint8Array): boolean {
  const header = readTgaHeader(bytes);
  if (!header) return false;
  if (String.fromCharCode(...bytes.subarray(-footer.length)) === footer) return true;
  const pixels = header.width * header.height;
  const dataLength = bytes.length - header.dataOffset;
  return header.isCompressed
    ? pixels <= dataLength * mostPixelsPerByte
    : pixels * Math.ceil(header.pixelBits / 8) * leastPart <= dataLength;
}
