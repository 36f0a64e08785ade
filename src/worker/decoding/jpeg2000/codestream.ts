import type { ByteReader } from '../../bytes/byte-reader.ts';
import { type Box, boxesIn, findBox } from '../../bytes/boxes.ts';

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

export interface Jp2File {
  readonly codestream: Codestream;
  /** Samples are luma and two differences, not red, green and blue. */
  readonly isYcc: boolean;
  readonly icc: Uint8Array | null;
}

const bareCodestream = 0xff4f;
/** An enumerated colour space of ISO 15444-1. */
const yccSpace = 18;

const plain = { isYcc: false, icc: null };

/** Null when there is no codestream in the file, or none that makes sense. */
export function readJp2File(reader: ByteReader): Jp2File | null {
  if (reader.at(0).u16() === bareCodestream) {
    const codestream = readCodestream(reader.at(0));
    return codestream && { codestream, ...plain };
  }
  const boxes = [...boxesIn(reader, 0, reader.bytes.length)];
  const stream = boxes.find(({ type }) => type === 'jp2c');
  const codestream = stream && readCodestream(reader.at(stream.start));
  if (!codestream) return null;
  const header = boxes.find(({ type }) => type === 'jp2h');
  return { codestream, ...readColour(reader, header ?? null) };
}

function readColour(reader: ByteReader, header: Box | null): Omit<Jp2File, 'codestream'> {
  const colour = header && findBox(reader, header, 'colr');
  if (!colour) return plain;
  const isEnumerated = reader.at(colour.start).u8() === 1;
  const value = colour.start + 3;
  if (isEnumerated) return { isYcc: reader.at(value).u32() === yccSpace, icc: null };
  return { isYcc: false, icc: reader.bytes.subarray(value, colour.end) };
}
