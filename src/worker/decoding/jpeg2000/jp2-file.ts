import { type Box, boxesIn } from '../../bytes/boxes.ts';
import type { ByteReader } from '../../bytes/byte-reader.ts';
import { type Codestream, readCodestream } from './codestream.ts';

/** How the colours of a file are told. `grey`, `rgb` and `cmyk` may have a profile. */
export type Jp2Space = 'grey' | 'rgb' | 'cmyk' | 'cmy' | 'ycc' | 'ycck' | 'lab' | 'other';

/** Of each of L, a and b: what the largest sample stands for beyond the smallest, and the sample that means 0. */
export type LabRanges = readonly { readonly range: number; readonly zero: number }[];

/** A table that the samples of one component are looked up in. */
export interface Palette {
  readonly columns: readonly { readonly bits: number; readonly values: readonly number[] }[];
}

/** Where a channel comes from: a component, and a column of the palette or null for the samples themselves. */
export interface ChannelSource {
  readonly component: number;
  readonly column: number | null;
}

/** What a channel is for: `kind` 0 a colour, 1 opacity, 2 opacity that the colours are multiplied with. */
export interface ChannelUse {
  readonly channel: number;
  readonly kind: number;
  /** Which colour, from 1; 0 is the whole picture. */
  readonly of: number;
}

export interface Jp2File {
  readonly codestream: Codestream;
  readonly isBare: boolean;
  /** Null where the file says nothing that we understand. */
  readonly space: Jp2Space | null;
  readonly icc: Uint8Array | null;
  readonly lab: LabRanges | null;
  readonly palette: Palette | null;
  /** Empty where each component is a channel. */
  readonly sources: readonly ChannelSource[];
  readonly uses: readonly ChannelUse[];
}

const bareCodestream = 0xff4f;
const bare = { isBare: true, space: null, icc: null, lab: null, palette: null };

/** Null when there is no codestream in the file, or none that makes sense. */
export function readJp2File(reader: ByteReader): Jp2File | null {
  if (reader.at(0).u16() === bareCodestream) {
    const codestream = readCodestream(reader.at(0));
    return codestream && { codestream, ...bare, sources: [], uses: [] };
  }
  const boxes = [...boxesIn(reader, 0, reader.bytes.length)];
  const stream = boxes.find(({ type }) => type === 'jp2c');
  const codestream = stream && readCodestream(reader.at(stream.start));
  if (!codestream) return null;
  const header = boxes.find(({ type }) => type === 'jp2h');
  const inside = header ? [...boxesIn(reader, header.start, header.end)] : [];
  const box = (type: string) => inside.find((one) => one.type === type);
  const [pclr, cmap, cdef] = [box('pclr'), box('cmap'), box('cdef')];
  return {
    codestream,
    isBare: false,
    ...readColour(reader, inside),
    palette: pclr ? readPalette(reader.at(pclr.start)) : null,
    sources: pclr && cmap ? readSources(reader, cmap) : [],
    uses: cdef ? readUses(reader.at(cdef.start)) : [],
  };
}

/** Enumerated spaces of ISO 15444-1 and -2. */
const spaces: Readonly<Record<number, Jp2Space>> = {
  0: 'grey',
  1: 'ycc',
  3: 'ycc',
  4: 'ycc',
  11: 'cmy',
  12: 'cmyk',
  13: 'ycck',
  14: 'lab',
  15: 'grey',
  16: 'rgb',
  17: 'grey',
  18: 'ycc',
};

const profileSpaces: Readonly<Record<string, Jp2Space>> = {
  GRAY: 'grey',
  'RGB ': 'rgb',
  CMYK: 'cmyk',
};

type Colour = Pick<Jp2File, 'space' | 'icc' | 'lab'>;

/** The first way of telling the colours that we understand; a file may hold several. */
function readColour(reader: ByteReader, boxes: readonly Box[]): Colour {
  const ways = boxes
    .filter(({ type }) => type === 'colr')
    .map((box) => readWay(reader, box))
    .filter((way) => way !== null);
  const known = ways.find(({ space }) => space !== 'other');
  return known ?? ways[0] ?? { space: null, icc: null, lab: null };
}

const enumerated = 1;
const profiles = new Set([2, 3]);

function readWay(reader: ByteReader, { start, end }: Box): Colour | null {
  const method = reader.at(start).u8();
  const value = reader.at(start + 3);
  if (method === enumerated) {
    const space = spaces[value.u32()] ?? 'other';
    return { space, icc: null, lab: space === 'lab' ? readLab(value, end) : null };
  }
  if (!profiles.has(method)) return null;
  const icc = reader.bytes.subarray(start + 3, end);
  const name = reader.at(start + 3 + 16).text(4);
  return { space: profileSpaces[name] ?? 'other', icc, lab: null };
}

const labNumbers = 7;

function readLab(reader: ByteReader, end: number): LabRanges | null {
  if (end - reader.position < labNumbers * 4) return null;
  return Array.from({ length: 3 }, () => ({ range: reader.u32(), zero: reader.u32() }));
}

const mostEntries = 1024;

function readPalette(reader: ByteReader): Palette | null {
  const count = reader.u16();
  const width = reader.u8();
  const bits = Array.from({ length: width }, () => (reader.u8() & 0x7f) + 1);
  const columns = bits.map((one) => ({ bits: one, values: [] as number[] }));
  if (count > mostEntries || bits.some((one) => one > 32)) return null;
  for (let entry = 0; entry < count; entry += 1)
    for (const column of columns)
      column.values.push(
        column.bits <= 8 ? reader.u8() : column.bits <= 16 ? reader.u16() : reader.u32(),
      );
  return reader.isExhausted ? null : { columns };
}

function readSources(reader: ByteReader, { start, end }: Box): ChannelSource[] {
  const place = reader.at(start);
  const count = Math.min(256, Math.floor((end - start) / 4));
  return Array.from({ length: count }, () => {
    const component = place.u16();
    const isLookedUp = place.u8() === 1;
    const column = place.u8();
    return { component, column: isLookedUp ? column : null };
  });
}

function readUses(reader: ByteReader): ChannelUse[] {
  const count = Math.min(256, reader.u16());
  const uses = Array.from({ length: count }, () => ({
    channel: reader.u16(),
    kind: reader.u16(),
    of: reader.u16(),
  }));
  return reader.isExhausted ? [] : uses;
}
