import type { ByteReader } from '../../bytes/byte-reader.ts';

/** What a JPEG 2000 codestream says before its tiles. */
export interface Codestream {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** True when some components have fewer samples than others. */
  readonly isSubsampled: boolean;
  /** How often the picture can be halved. */
  readonly halvings: number;
}

const startOfCodestream = 0xff4f;
const sizeMarker = 0xff51;
const codingMarker = 0xff52;
const startOfTile = 0xff90;
const mostMarkers = 200;

/** Null when the markers at the reader are not those of a codestream. Look at `isExhausted` afterwards. */
export function readCodestream(reader: ByteReader): Codestream | null {
  if (reader.u16() !== startOfCodestream || reader.u16() !== sizeMarker) return null;
  const afterSize = reader.position + reader.at(reader.position).u16();
  reader.skip(4);
  const [right, bottom, left, top] = [reader.u32(), reader.u32(), reader.u32(), reader.u32()];
  reader.skip(16);
  const components = reader.u16();
  const isSubsampled = readSampling(reader, components);
  if (reader.isExhausted) return null;
  reader.position = afterSize;
  const halvings = readHalvings(reader);
  return { width: right - left, height: bottom - top, components, isSubsampled, halvings };
}

function readSampling(reader: ByteReader, components: number): boolean {
  let isSubsampled = false;
  for (let index = 0; index < components && !reader.isExhausted; index += 1) {
    reader.skip(1);
    const [across, down] = [reader.u8(), reader.u8()];
    if (across !== 1 || down !== 1) isSubsampled = true;
  }
  return isSubsampled;
}

function readHalvings(reader: ByteReader): number {
  for (let count = 0; count < mostMarkers; count += 1) {
    const marker = reader.u16();
    if (marker === startOfTile || marker < 0xff00) return 0;
    const start = reader.position;
    const length = reader.u16();
    if (marker === codingMarker) return reader.at(start + 7).u8();
    reader.position = start + length;
  }
  return 0;
}
