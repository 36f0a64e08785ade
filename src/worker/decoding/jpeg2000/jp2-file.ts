import { type Box, boxesIn, findBox } from '../boxes.ts';
import type { ByteReader } from '../byte-reader.ts';
import { type Codestream, readCodestream } from './codestream.ts';

export type Jp2Space = 'rgb' | 'ycc' | 'cmyk' | 'unknown';

export interface Jp2File {
  readonly codestream: Codestream;
  readonly space: Jp2Space;
  readonly icc: Uint8Array | null;
  readonly hasPalette: boolean;
}

const bareCodestream = 0xff4f;
/** Enumerated colour spaces of ISO 15444-1 and -2; grey needs no telling. */
const spaces: Readonly<Record<number, Jp2Space>> = { 12: 'cmyk', 16: 'rgb', 17: 'rgb', 18: 'ycc' };

/** Null when there is no codestream in the file, or none that makes sense. */
export function readJp2File(reader: ByteReader): Jp2File | null {
  if (reader.at(0).u16() === bareCodestream) {
    const codestream = readCodestream(reader.at(0));
    return codestream && { codestream, space: 'rgb', icc: null, hasPalette: false };
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
  const hasPalette = header !== null && findBox(reader, header, 'pclr') !== null;
  if (!colour) return { space: 'rgb', icc: null, hasPalette };
  const method = reader.at(colour.start).u8();
  const value = reader.at(colour.start + 3);
  if (method === 1) return { space: spaces[value.u32()] ?? 'unknown', icc: null, hasPalette };
  const icc = reader.bytes.subarray(colour.start + 3, colour.end);
  const space = String.fromCharCode(...icc.subarray(16, 20)) === 'CMYK' ? 'cmyk' : 'rgb';
  return { space, icc, hasPalette };
}
