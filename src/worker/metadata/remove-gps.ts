import type { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { exifBlockOf } from './copyright.ts';
import { exifTags, readExifBlock } from '../bytes/exif-block.ts';

const gpsAttribute = /\s+exif:GPS\w*\s*=\s*("[^"]*"|'[^']*')/g;
const gpsElement = /<exif:GPS(\w*)[^>]*>[\s\S]*?<\/exif:GPS\1>|<exif:GPS\w*[^>]*\/>/g;

/** An XMP packet without the place. */
export function xmpWithoutGps(xmp: string): string {
  return xmp.replaceAll(gpsElement, '').replaceAll(gpsAttribute, '');
}

/** PNG keeps a checksum behind each chunk, eight bytes of length and type before it. */
function renewChecksum(file: Buffer, block: number, length: number): void {
  if (file.toString('latin1', block - 4, block) !== 'eXIf') return;
  file.writeUInt32BE(crc32(file.subarray(block - 4, block + length)), block + length);
}

/**
 * Erases the place from the EXIF of an encoded file, in place: what libvips wrote keeps its length.
 * Every format that carries EXIF holds it as one plain block.
 */
export async function eraseGps(file: Buffer): Promise<void> {
  const { exif } = await sharp(file, { limitInputPixels: false }).metadata();
  if (!exif) return;
  const found = exifBlockOf(exif);
  const at = file.indexOf(found);
  const block = at < 0 ? null : readExifBlock(file.subarray(at, at + found.length));
  if (!block) throw new Error('The metadata that was written cannot be found again.');
  if (block.erase(exifTags.gps)) renewChecksum(file, at, found.length);
}
