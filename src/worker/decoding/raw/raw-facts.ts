import { type Box, boxesIn, findBox } from '../boxes.ts';
import { ByteReader } from '../byte-reader.ts';
import { readTiffFacts, type TiffFacts } from './tiff-facts.ts';

const nothing: TiffFacts = { orientation: null, sensorOffsets: new Set() };

/** Reads the RAW's own directories: most makers use TIFF's, Canon since 2018 boxes with a TIFF in them. */
export function readRawFacts(bytes: Uint8Array): TiffFacts {
  const [first, second] = bytes;
  const isTiff = first === second && (first === 0x49 || first === 0x4d);
  if (isTiff) return readTiffFacts(bytes);
  const reader = new ByteReader(bytes, 'big');
  reader.skip(4);
  if (reader.text(4) !== 'ftyp') return nothing;
  const directory = findCanonDirectory(reader, { type: '', start: 0, end: bytes.length });
  return directory ? readTiffFacts(bytes.subarray(directory.start, directory.end)) : nothing;
}

/** `CMT1` holds the first directory; it lies in Canon's own box inside `moov`. */
function findCanonDirectory(reader: ByteReader, file: Box): Box | null {
  const movie = findBox(reader, file, 'moov');
  if (!movie) return null;
  for (const box of boxesIn(reader, movie.start, movie.end)) {
    const uuidLength = 16;
    const inner = { ...box, start: box.start + uuidLength };
    const directory = box.type === 'uuid' ? findBox(reader, inner, 'CMT1') : null;
    if (directory) return directory;
  }
  return null;
}
