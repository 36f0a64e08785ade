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
  /** By how many bits samples are raised that belong to a region of interest; 0 where there is none. */
  readonly raisedBits: number;
}

const startOfCodestream = 0xff4f;
const sizeMarker = 0xff51;
const codingMarker = 0xff52;
const regionMarker = 0xff5e;
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
  const coding = readCoding(reader, components.length > mostOfOneByte ? 2 : 1);
  return { left, top, width: right - left, height: bottom - top, components, ...coding };
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

type Coding = Pick<Codestream, 'halvings' | 'raisedBits'>;

/** With more components their numbers have two bytes. */
const mostOfOneByte = 256;

function readCoding(reader: ByteReader, numberBytes: number): Coding {
  const found = { halvings: 0, raisedBits: 0 };
  for (let count = 0; count < mostMarkers; count += 1) {
    const marker = reader.u16();
    if (marker === startOfTile || marker < 0xff00) break;
    const start = reader.position;
    const length = reader.u16();
    if (marker === codingMarker) found.halvings = reader.at(start + 7).u8();
    // Behind the length: the component, the kind of raising, and by how many bits.
    if (marker === regionMarker)
      found.raisedBits = Math.max(found.raisedBits, reader.at(start + 3 + numberBytes).u8());
    reader.position = start + length;
  }
  return found;
}
