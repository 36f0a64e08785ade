import type { ByteReader } from '../../bytes/byte-reader.ts';

export interface Component {
  /** Of one sample, 1 to 38. */
  readonly bits: number;
  readonly isSigned: boolean;
  /** Pixels between its samples. */
  readonly across: number;
  readonly down: number;
}

/** What a JPEG 2000 codestream says before its tiles. The picture is a part of a grid that begins at 0, 0. */
export interface Codestream {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly components: readonly Component[];
  /** How often the picture can be halved; some of its tiles may allow less. */
  readonly halvings: number;
}

const startOfCodestream = 0xff4f;
const sizeMarker = 0xff51;
const codingMarker = 0xff52;
const startOfTile = 0xff90;
const mostMarkers = 200;

/** Null when the markers at the reader are not those of a codestream. */
export function readCodestream(reader: ByteReader): Codestream | null {
  if (reader.u16() !== startOfCodestream || reader.u16() !== sizeMarker) return null;
  const afterSize = reader.position + reader.at(reader.position).u16();
  reader.skip(4);
  const [right, bottom, left, top] = [reader.u32(), reader.u32(), reader.u32(), reader.u32()];
  reader.skip(16);
  const components = readComponents(reader);
  if (reader.isExhausted) return null;
  reader.position = afterSize;
  const halvings = readHalvings(reader);
  return { left, top, width: right - left, height: bottom - top, components, halvings };
}

function readComponents(reader: ByteReader): Component[] {
  const components: Component[] = [];
  for (let left = reader.u16(); left > 0 && !reader.isExhausted; left -= 1) {
    const depth = reader.u8();
    const isSigned = (depth & 0x80) !== 0;
    components.push({
      bits: (depth & 0x7f) + 1,
      isSigned,
      across: reader.u8(),
      down: reader.u8(),
    });
  }
  return components;
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
