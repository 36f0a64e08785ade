import { ByteReader } from '../../bytes/byte-reader.ts';

export interface PsdResources {
  readonly icc: Uint8Array | null;
  /** Photoshop can save without the merged picture; what stands in its place is white. */
  readonly hasMergedPicture: boolean;
  /** The colour of an indexed picture that is transparent. */
  readonly clearIndex: number | null;
}

const signature = '8BIM';
const iccProfile = 1039;
const versionInfo = 1057;
const transparencyIndex = 1047;

/** Stops quietly where the blocks stop making sense: what they hold is useful, not needed. */
export function readPsdResources(bytes: Uint8Array): PsdResources {
  const reader = new ByteReader(bytes, 'big');
  let icc: Uint8Array | null = null;
  let hasMergedPicture = true;
  let clearIndex: number | null = null;
  while (reader.remaining >= 12 && reader.text(4) === signature) {
    const id = reader.u16();
    const nameLength = reader.u8();
    reader.skip(nameLength + (1 - (nameLength % 2)));
    const length = reader.u32();
    const data = reader.take(length);
    reader.skip(length % 2);
    if (reader.isExhausted && reader.remaining > 0) break;
    if (id === iccProfile && data.length === length) icc = data;
    if (id === versionInfo) hasMergedPicture = data[4] !== 0;
    if (id === transparencyIndex) clearIndex = data[1] ?? null;
  }
  return { icc, hasMergedPicture, clearIndex };
}

export type PsdMode = 'bitmap' | 'grey' | 'indexed' | 'rgb' | 'cmyk' | 'lab' | 'inks';

/** What stands before the merged picture. Dimensions in pixels; `channels` counts colours, alpha and selections. */
export interface PsdDocument {
  readonly isLarge: boolean;
  readonly channels: number;
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly mode: PsdMode | null;
  /** 256 reds, then greens, then blues, of an indexed picture. */
  readonly palette: Uint8Array;
  readonly resources: PsdResources;
  /** The first channel behind the colours is the merged picture's transparency, not a kept selection. */
  readonly hasTransparency: boolean;
}

/** A duotone's one channel reads as grey, as its file format asks of readers that know no duotones. */
const modes: Readonly<Record<number, PsdMode>> = {
  0: 'bitmap',
  1: 'grey',
  2: 'indexed',
  3: 'rgb',
  4: 'cmyk',
  7: 'inks',
  8: 'grey',
  9: 'lab',
};

/** Leaves the reader where the merged picture begins. */
export function readPsdDocument(reader: ByteReader): PsdDocument {
  reader.skip(4);
  const isLarge = reader.u16() === 2;
  reader.skip(6);
  const channels = reader.u16();
  const height = reader.u32();
  const width = reader.u32();
  const depth = reader.u16();
  const mode = modes[reader.u16()] ?? null;
  const palette = reader.take(reader.u32());
  const resources = readPsdResources(reader.take(reader.u32()));
  const hasTransparency = readLayers(reader, isLarge);
  return { isLarge, channels, width, height, depth, mode, palette, resources, hasTransparency };
}

/** With 16 and 32 bits the layers, and that the merged picture has transparency, stand in blocks of their own. */
const layerKeys = new Set(['Layr', 'Lr16', 'Lr32']);
const transparencyKeys = new Set(['Mtrn', 'Mt16', 'Mt32']);
/** Blocks whose length has 64 bits in a large document, among those that may stand here. */
const longKeys = new Set([
  ...layerKeys,
  ...transparencyKeys,
  'LMsk',
  'Alph',
  'FMsk',
  'lnk2',
  'FEid',
  'FXid',
  'PxSD',
]);
const mostBlocks = 200;

/** A negative layer count is how the format says that the merged picture has transparency. */
function readLayers(reader: ByteReader, isLarge: boolean): boolean {
  const sectionLength = isLarge ? reader.u64() : reader.u32();
  const next = reader.position + sectionLength;
  const infoLength = isLarge ? reader.u64() : reader.u32();
  const inside = reader.at(reader.position);
  const isSaid =
    sectionLength > 0 &&
    (infoLength > 0 ? inside.i16() < 0 : hasTransparentBlock(inside, next, isLarge));
  reader.position = next;
  return isSaid;
}

/** `reader` stands behind the empty list of layers. */
function hasTransparentBlock(reader: ByteReader, end: number, isLarge: boolean): boolean {
  reader.skip(reader.u32());
  for (let count = 0; count < mostBlocks && reader.position + 12 <= end; count += 1) {
    const mark = reader.text(4);
    if (mark !== signature && mark !== '8B64') return false;
    const key = reader.text(4);
    const length = isLarge && longKeys.has(key) ? reader.u64() : reader.u32();
    if (transparencyKeys.has(key)) return true;
    if (layerKeys.has(key) && reader.at(reader.position).i16() < 0) return true;
    reader.skip(Math.ceil(length / 4) * 4);
  }
  return false;
}
