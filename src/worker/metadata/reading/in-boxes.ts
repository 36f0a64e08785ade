import type { Buffer } from 'node:buffer';
import { brotliDecompressSync } from 'node:zlib';
import { type Box, boxesIn } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { exifWithoutMark, type MetadataBlocks, unpackFew } from './metadata-blocks.ts';

/** Boxes of HEIF and JPEG XL say first how far behind them EXIF begins. */
export function exifBehindOffset(content: Buffer): Buffer | null {
  if (content.length < 4) return null;
  return exifWithoutMark(content.subarray(4 + content.readUInt32BE(0)));
}

const contentOf = (bytes: Buffer, { start, end }: Box) => bytes.subarray(start, end);

/** JPEG XL in its container; a bare codestream says nothing of itself. */
export function blocksInJxl(bytes: Buffer): MetadataBlocks {
  let exif: Buffer | null = null;
  let xmp: Buffer | null = null;
  const unpack = unpackFew(brotliDecompressSync);
  for (const box of boxesIn(new ByteReader(bytes, 'big'), 0, bytes.length)) {
    const isPacked = box.type === 'brob';
    const whole = contentOf(bytes, box);
    const type = isPacked ? whole.toString('latin1', 0, 4) : box.type;
    if (type !== 'Exif' && type !== 'xml ') continue;
    if (type === 'Exif' ? exif : xmp) continue;
    const content = isPacked ? unpack(whole.subarray(4)) : whole;
    if (!content) continue;
    if (type === 'Exif') exif = exifBehindOffset(content);
    else xmp = content;
  }
  return { exif, xmp: xmp ? [xmp] : [] };
}

/** What a box of JPEG 2000 with a number for its type holds. */
const kindsOfUuid: Readonly<Record<string, 'exif' | 'xmp' | 'iptc'>> = {
  '4a706754696666457869662d3e4a5032': 'exif',
  be7acfcb97a942e89c71999491e3afac: 'xmp',
  '33c7a4d2b81d4723a0baf1a3e097ad38': 'iptc',
};
const uuidBytes = 16;

export function blocksInJpeg2000(bytes: Buffer): MetadataBlocks {
  const found: Partial<Record<'exif' | 'xmp' | 'iptc', Buffer>> = {};
  for (const box of boxesIn(new ByteReader(bytes, 'big'), 0, bytes.length)) {
    const content = contentOf(bytes, box);
    const kind = kindsOfUuid[content.toString('hex', 0, uuidBytes)];
    if (box.type === 'uuid' && kind) found[kind] ??= content.subarray(uuidBytes);
  }
  const { exif, xmp, iptc = null } = found;
  return { exif: exif ? exifWithoutMark(exif) : null, xmp: xmp ? [xmp] : [], iptc };
}
