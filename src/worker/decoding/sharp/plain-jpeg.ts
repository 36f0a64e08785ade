import { Buffer } from 'node:buffer';
import type { Metadata } from 'sharp';
import { orientationTag, shortsInExif } from '../../bytes/exif-block.ts';
import { jpegSegments, segmentNames } from '../../bytes/jpeg-segments.ts';

/** What is asked of a source's header. */
export type HeaderFacts = Pick<
  Metadata,
  | 'autoOrient'
  | 'channels'
  | 'chromaSubsampling'
  | 'compression'
  | 'depth'
  | 'format'
  | 'hasAlpha'
  | 'hasProfile'
  | 'height'
  | 'icc'
  | 'isProgressive'
  | 'pages'
  | 'space'
  | 'width'
>;

const markers = { baseline: 0xc0, tables: 0xc4, exif: 0xe1, profile: 0xe2, adobe: 0xee } as const;
/** Any frame, table or extension that is coded in another way than the baseline. */
const isOtherCoding = (marker: number) =>
  marker > markers.baseline && marker <= 0xcf && marker !== markers.tables;
const endOfImage = Buffer.of(0xff, 0xd9);
/** The first part of one. */
const profileSignature = `${segmentNames.profile}\u0001\u0001`;

/** From 1 to 8; null where libvips may take it for another. */
function orientationIn(exif: Buffer): number | null {
  const values = shortsInExif(exif, orientationTag);
  if (!values) return null;
  const [value = 1] = values;
  return values.length <= 1 && value !== null && value >= 1 && value <= 8 ? value : null;
}

/**
 * The header of a JPEG as nearly every camera writes it: one baseline frame of 8 bits, grey or in colour, and at most one EXIF. Null
 * for any other, which libvips must be asked about: that takes half a millisecond, a tenth of what a small thumbnail costs.
 */
export function readPlainJpeg(bytes: Buffer): HeaderFacts | null {
  let frame: { readonly width: number; readonly height: number; readonly channels: 1 | 3 } | null =
    null;
  let orientation: number | null = null;
  let icc: Buffer | undefined;
  let scanAt = 2;
  for (const { marker, start, end } of jpegSegments(bytes)) {
    if (end > bytes.length || end < start) return null;
    scanAt = end;
    if (isOtherCoding(marker) || marker === markers.adobe) return null;
    if (marker === markers.baseline) {
      const channels = bytes[start + 5];
      const isPlain = bytes[start] === 8 && (channels === 1 || channels === 3);
      if (frame !== null || !isPlain || end - start !== 6 + 3 * channels) return null;
      const [height, width] = [bytes.readUInt16BE(start + 1), bytes.readUInt16BE(start + 3)];
      frame = { width, height, channels };
    }
    const isNamed = (name: string) => bytes.toString('latin1', start, start + name.length) === name;
    if (marker === markers.profile && isNamed(profileSignature))
      icc = bytes.subarray(start + profileSignature.length, end);
    if (marker === markers.exif && isNamed(segmentNames.exif)) {
      if (orientation !== null) return null;
      orientation = orientationIn(bytes.subarray(start + segmentNames.exif.length, end));
      if (orientation === null) return null;
    }
  }
  const isFollowedByScan = bytes[scanAt] === 0xff && bytes[scanAt + 1] === 0xda;
  // A picture that is cut off is found out before a folder is made for it.
  if (bytes.lastIndexOf(endOfImage) < scanAt) return null;
  if (frame === null || !isFollowedByScan || frame.width === 0 || frame.height === 0) return null;
  const { width, height, channels } = frame;
  const isTurned = (orientation ?? 1) > 4;
  return {
    format: 'jpeg',
    width,
    height,
    channels,
    autoOrient: isTurned ? { width: height, height: width } : { width, height },
    space: channels === 1 ? 'b-w' : 'srgb',
    depth: 'uchar',
    isProgressive: false,
    hasAlpha: false,
    // Only what has 16 bits a sample is treated in another way because of it.
    hasProfile: false,
    ...(icc && { icc }),
  };
}
