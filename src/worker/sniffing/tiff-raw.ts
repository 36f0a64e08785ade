import type { Buffer } from 'node:buffer';

const tag = { newSubfileType: 254, photometric: 262, subIfds: 330, dngVersion: 50_706 };
/** Photometric interpretations of pixels straight from a sensor: CFA and linear raw. */
const sensorPhotometrics = new Set([32_803, 34_892]);
const entryBytes = 12;

/** First values of the tags of interest in the first directory; empty when it lies outside the file. */
function firstDirectory(bytes: Buffer): ReadonlyMap<number, number> {
  const isLittle = bytes[0] === 0x49;
  const short = (at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const values = new Map<number, number>();
  if (bytes.length < 10 || short(2) !== 42) return values;
  const start = long(4);
  if (start + 2 > bytes.length) return values;
  const count = Math.min(short(start), Math.floor((bytes.length - start - 2) / entryBytes));
  for (let entry = 0; entry < count; entry++) {
    const at = start + 2 + entry * entryBytes;
    const isShort = short(at + 2) === 3;
    values.set(short(at), isShort ? short(at + 8) : long(at + 8));
  }
  return values;
}

/**
 * Whether a TIFF is a camera's raw photo (DNG, NEF, CR2, ARW…): its first directory then holds a small
 * preview only, which must not pass for the picture.
 */
export function isRawPhoto(bytes: Buffer): boolean {
  if (bytes.subarray(8, 10).toString('latin1') === 'CR') return true;
  const directory = firstDirectory(bytes);
  const isPreview = ((directory.get(tag.newSubfileType) ?? 0) & 1) === 1;
  return (
    directory.has(tag.dngVersion) ||
    sensorPhotometrics.has(directory.get(tag.photometric) ?? 0) ||
    (isPreview && directory.has(tag.subIfds))
  );
}
