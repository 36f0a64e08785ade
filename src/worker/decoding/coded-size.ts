import type { Buffer } from 'node:buffer';
import type { SourceFormat } from '../../shared/formats/formats.ts';
import type { PixelSize } from './decoder.ts';
import { isFrame, jpegSegments } from '../bytes/jpeg-segments.ts';

function sizeOfJpeg(bytes: Buffer): PixelSize | null {
  for (const { marker, start, end } of jpegSegments(bytes)) {
    if (!isFrame(marker)) continue;
    if (end > bytes.length || end - start < 6) return null;
    return { height: bytes.readUInt16BE(start + 1), width: bytes.readUInt16BE(start + 3) };
  }
  return null;
}

function sizeOfPng(bytes: Buffer): PixelSize | null {
  if (bytes.length < 24 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Of the canvas where there is one, else of the one picture. */
function sizeOfWebp(bytes: Buffer): PixelSize | null {
  if (bytes.length < 30) return null;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      // 14 bits each, less one.
      const sizes = bytes.readUInt32LE(21);
      return { width: (sizes & 0x3fff) + 1, height: ((sizes >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}

function sizeOfGif(bytes: Buffer): PixelSize | null {
  if (bytes.length < 10) return null;
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

const readers: Readonly<Partial<Record<SourceFormat, (bytes: Buffer) => PixelSize | null>>> = {
  jpeg: sizeOfJpeg,
  png: sizeOfPng,
  webp: sizeOfWebp,
  gif: sizeOfGif,
};

/**
 * The size that the header of a picture names, of one frame and before it is turned upright; null where a format's own
 * library must be asked. The signature is taken for granted.
 */
export function codedSize(bytes: Buffer, format: SourceFormat): PixelSize | null {
  const size = readers[format]?.(bytes) ?? null;
  return size && size.width > 0 && size.height > 0 ? size : null;
}
