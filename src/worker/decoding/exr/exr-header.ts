import { ByteReader } from '../../bytes/byte-reader.ts';
import type { Primaries } from '../colour/colour-space.ts';

export const sampleTypes = { whole: 0, half: 1, float: 2 } as const;

export interface ExrChannel {
  readonly name: string;
  readonly type: number;
  /** The eye sees its numbers as equally far apart: B44 stores their powers. */
  readonly isLinear: boolean;
  /** One sample for so many pixels along each edge. */
  readonly steps: readonly [across: number, down: number];
}

/** The first pixels, and the last ones. */
export interface ExrWindow {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface ExrHeader {
  /** Edges of the tiles, where there are some. */
  readonly tile: { readonly width: number; readonly height: number } | null;
  readonly isDeep: boolean;
  /** Its number where the file has several. Its blocks say it, too. */
  readonly part: number | null;
  /** By their names, as they are stored. */
  readonly channels: readonly ExrChannel[];
  readonly compression: number;
  /** Of what is stored, and of what is to be seen. */
  readonly data: ExrWindow;
  readonly display: ExrWindow;
  readonly primaries: Primaries | null;
  /** Where the places of the blocks are told. */
  readonly tableOffset: number;
}

const flags = { tiled: 0x200, deep: 0x800, parts: 0x1000 };
const version = 2;
const longestName = 255;
const mostAttributes = 1000;
const mostChannels = 256;
const mostParts = 256;

function nameAt(reader: ByteReader): string | null {
  let name = '';
  for (let code = reader.u8(); code !== 0; code = reader.u8()) {
    if (reader.isExhausted || name.length === longestName) return null;
    name += String.fromCharCode(code);
  }
  return name;
}

function channelsIn(reader: ByteReader): readonly ExrChannel[] | null {
  const channels: ExrChannel[] = [];
  for (let name = nameAt(reader); name !== ''; name = nameAt(reader)) {
    const type = reader.u32();
    const isLinear = reader.u8() !== 0;
    reader.skip(3);
    const steps = [reader.u32(), reader.u32()] as const;
    const isWhole = type <= sampleTypes.float && steps.every((step) => step >= 1 && step <= 256);
    if (name === null || reader.isExhausted || !isWhole || channels.length === mostChannels)
      return null;
    channels.push({ name, type, isLinear, steps });
  }
  return channels;
}

const windowAt = (reader: ByteReader): ExrWindow => ({
  left: reader.i32(),
  top: reader.i32(),
  right: reader.i32(),
  bottom: reader.i32(),
});

function float(reader: ByteReader): number {
  const word = new DataView(new ArrayBuffer(4));
  word.setUint32(0, reader.u32());
  return word.getFloat32(0);
}

function primariesAt(reader: ByteReader): Primaries {
  const pair = () => [float(reader), float(reader)] as const;
  return { red: pair(), green: pair(), blue: pair(), white: pair() };
}

type Attributes = ReadonlyMap<string, ByteReader>;

/** Null where they make no sense, `cut` where the bytes end in them. */
function attributesAt(reader: ByteReader): Attributes | 'cut' | null {
  const found = new Map<string, ByteReader>();
  for (let name = nameAt(reader); name !== ''; name = nameAt(reader)) {
    if (reader.isExhausted) return 'cut';
    if (name === null || found.size === mostAttributes || nameAt(reader) === null) return null;
    const length = reader.u32();
    found.set(name, new ByteReader(reader.take(length), 'little'));
    if (reader.isExhausted) return 'cut';
  }
  return found;
}

/** What the beginning of the file says, of all its parts. */
interface Beginning {
  readonly isTiled: boolean;
  readonly isDeep: boolean;
  readonly part: number | null;
  readonly tableOffset: number;
}

function headerOf(found: Attributes, beginning: Beginning): ExrHeader | null {
  const [list, compression, data, display] = [
    found.get('channels'),
    found.get('compression'),
    found.get('dataWindow'),
    found.get('displayWindow'),
  ];
  const channels = list ? channelsIn(list) : null;
  if (!channels || !compression || !data || !display) return null;
  const colours = found.get('chromaticities');
  const kind = found.get('type');
  const type =
    beginning.part === null ? '' : (kind?.text(Math.min(kind.remaining, longestName)) ?? '');
  const tiles = beginning.isTiled || type.includes('tile') ? found.get('tiles') : null;
  if (tiles === undefined) return null;
  const header = {
    tile: tiles ? { width: tiles.u32(), height: tiles.u32() } : null,
    isDeep: beginning.isDeep || type.startsWith('deep'),
    part: beginning.part,
    channels,
    compression: compression.u8(),
    data: windowAt(data),
    display: windowAt(display),
    primaries: colours ? primariesAt(colours) : null,
    tableOffset: beginning.tableOffset,
  };
  const values = [data, display, compression, colours, tiles];
  if (values.some((value) => value?.isExhausted)) return null;
  return header.tile?.width === 0 || header.tile?.height === 0 ? null : header;
}

/** The headers of several parts; one of nothing ends them. */
function partsAt(reader: ByteReader): readonly Attributes[] | 'cut' | null {
  const parts: Attributes[] = [];
  for (;;) {
    const found = attributesAt(reader);
    if (found === null || found === 'cut') return found;
    if (found.size === 0) return parts;
    if (parts.push(found) > mostParts) return null;
  }
}

/** Of each part, in their order. Null where it makes no sense, `cut` where the bytes end in it. */
export function readExrHeaders(bytes: Uint8Array): readonly ExrHeader[] | 'cut' | null {
  const reader = new ByteReader(bytes, 'little').at(4);
  const said = reader.u32();
  if ((said & 0xff) !== version) return bytes.length < 8 ? 'cut' : null;
  const beginning = { isTiled: (said & flags.tiled) !== 0, isDeep: (said & flags.deep) !== 0 };
  if (!(said & flags.parts)) {
    const found = attributesAt(reader);
    if (found === null || found === 'cut') return found;
    const header = headerOf(found, { ...beginning, part: null, tableOffset: reader.position });
    return header && [header];
  }
  const parts = partsAt(reader);
  if (parts === null || parts === 'cut') return parts;
  const headers: ExrHeader[] = [];
  let tableOffset = reader.position;
  for (const [part, found] of parts.entries()) {
    const header = headerOf(found, { isTiled: false, isDeep: false, part, tableOffset });
    const count = found.get('chunkCount');
    if (!header || !count) return null;
    headers.push(header);
    tableOffset += count.u32() * 8;
  }
  return headers;
}

/** Edges of a window; below 1 where it makes no sense. */
export const sizeOfWindow = ({ left, top, right, bottom }: ExrWindow) => ({
  width: right - left + 1,
  height: bottom - top + 1,
});
