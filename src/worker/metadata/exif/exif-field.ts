import type { Buffer } from 'node:buffer';

/** One value of EXIF as it stands in a file, in little-endian order whatever the file's was. */
export interface ExifField {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

/** The directories that say something; those of previews and of makers are never read. */
export interface Exif {
  readonly main: readonly ExifField[];
  readonly photo: readonly ExifField[];
  readonly place: readonly ExifField[];
}

export const type = { byte: 1, text: 2, short: 3, long: 4, opaque: 7, utf8: 129 } as const;

/** Bytes of one value, by the number of its type. */
const valueBytes: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  129: 1,
};

/** 0 for a type that nobody knows. */
export const bytesOf = (typeNumber: number): number => valueBytes[typeNumber] ?? 0;

export const tags = {
  orientation: 0x0112,
  artist: 0x013b,
  xmp: 0x02bc,
  copyright: 0x8298,
  iptc: 0x83bb,
  photoshop: 0x8649,
  photo: 0x8769,
  place: 0x8825,
  original: 0x9003,
  digitized: 0x9004,
  colourSpace: 0xa001,
  width: 0xa002,
  height: 0xa003,
} as const;
