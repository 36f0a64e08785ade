const tag = { newSubfileType: 254, photometric: 262, subIfds: 330, dngVersion: 50_706 };
/** Photometric interpretations of pixels straight from a sensor: CFA and linear raw. */
const sensorPhotometrics = new Set([32_803, 34_892]);
const entryBytes = 12;

/** First values of the tags of interest in the first directory; empty when it lies outside the file. */
function firstDirectory(bytes: Uint8Array): ReadonlyMap<number, number> {
  const isLittle = bytes[0] === 0x49;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const short = (at: number) => view.getUint16(at, isLittle);
  const long = (at: number) => view.getUint32(at, isLittle);
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
function isPreviewOfRaw(bytes: Uint8Array): boolean {
  if (bytes[8] === 0x43 && bytes[9] === 0x52) return true;
  const directory = firstDirectory(bytes);
  const isPreview = ((directory.get(tag.newSubfileType) ?? 0) & 1) === 1;
  return (
    directory.has(tag.dngVersion) ||
    sensorPhotometrics.has(directory.get(tag.photometric) ?? 0) ||
    (isPreview && directory.has(tag.subIfds))
  );
}

/** TIFF or BigTIFF, in either byte order, whatever is in it. */
function isTiff([first, second, third, fourth]: Uint8Array): boolean {
  const isLittle = first === 0x49 && second === 0x49 && fourth === 0;
  const isBig = first === 0x4d && second === 0x4d && third === 0;
  const version = isLittle ? third : isBig ? fourth : null;
  return version === 42 || version === 43;
}

export const isRawPhoto = (bytes: Uint8Array): boolean => isTiff(bytes) && isPreviewOfRaw(bytes);
export const isPlainTiff = (bytes: Uint8Array): boolean => isTiff(bytes) && !isPreviewOfRaw(bytes);
