import { ByteReader } from '../../bytes/byte-reader.ts';

export interface PsdResources {
  readonly icc: Uint8Array | null;
  /** Photoshop can save without the merged picture; what stands in its place is white. */
  readonly hasMergedPicture: boolean;
}

const signature = '8BIM';
const iccProfile = 1039;
const versionInfo = 1057;

/** Stops quietly where the blocks stop making sense: what they hold is useful, not needed. */
export function readPsdResources(bytes: Uint8Array): PsdResources {
  const reader = new ByteReader(bytes, 'big');
  let icc: Uint8Array | null = null;
  let hasMergedPicture = true;
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
  }
  return { icc, hasMergedPicture };
}

export type PsdMode = 'bitmap' | 'grey' | 'indexed' | 'rgb' | 'cmyk' | 'lab';

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
  const hasTransparency = readLayers(reader, isLarge) && mode !== 'indexed' && mode !== 'bitmap';
  return { isLarge, channels, width, height, depth, mode, palette, resources, hasTransparency };
}

/** A negative layer count is how the format says that the merged picture has transparency. */
function readLayers(reader: ByteReader, isLarge: boolean): boolean {
  const sectionLength = isLarge ? reader.u64() : reader.u32();
  const next = reader.position + sectionLength;
  const infoLength = isLarge ? reader.u64() : reader.u32();
  const isNegative = sectionLength > 0 && infoLength > 0 && reader.i16() < 0;
  reader.position = next;
  return isNegative;
}
