import { type Box, boxesIn, findBox } from '../../bytes/boxes.ts';
import type { ByteReader } from '../../bytes/byte-reader.ts';
import { type Codestream, readCodestream } from './codestream.ts';

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
