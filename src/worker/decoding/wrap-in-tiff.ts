import { Buffer } from 'node:buffer';

interface InkOrLabPicture {
  readonly kind: 'cmyk' | 'lab';
  readonly width: number;
  readonly height: number;
  /** Three or four, and one more with alpha. */
  readonly channels: number;
  /** Interleaved rows; ink is 0 where there is none. Lab has 16 bits: L unsigned, a and b signed. */
  readonly data: Uint8Array | Uint16Array;
  readonly hasAlpha: boolean;
  readonly icc: Uint8Array | null;
}

const photometric = { cmyk: 5, lab: 8 };
const headerLength = 8;
const short = 3;
const long = 4;
const undefinedBytes = 7;
const unassociatedAlpha = 2;

/**
 * An uncompressed TIFF around samples that sharp does not take raw, so that libvips converts them with their
 * profile. One strip, little-endian, less than 4 GB.
 */
export function wrapInTiff(picture: InkOrLabPicture): Uint8Array {
  const { width, height, channels, data, hasAlpha, icc } = picture;
  const parts: Buffer[] = [Buffer.alloc(headerLength)];
  let end = headerLength;
  const place = (bytes: Buffer): number => {
    const offset = end;
    parts.push(bytes, Buffer.alloc(bytes.length % 2));
    end += bytes.length + (bytes.length % 2);
    return offset;
  };
  const samples = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const bits = Buffer.from(
    Uint16Array.from({ length: channels }, () => data.BYTES_PER_ELEMENT * 8).buffer,
  );
  const entries = [
    [256, long, 1, width],
    [257, long, 1, height],
    [258, short, channels, place(bits)],
    [259, short, 1, 1],
    [262, short, 1, photometric[picture.kind]],
    [273, long, 1, place(samples)],
    [277, short, 1, channels],
    [278, long, 1, height],
    [279, long, 1, samples.length],
    [284, short, 1, 1],
    ...(hasAlpha ? [[338, short, 1, unassociatedAlpha]] : []),
    ...(icc ? [[34675, undefinedBytes, icc.length, place(Buffer.from(icc))]] : []),
  ];
  parts[0]?.write('II*\0', 'latin1');
  parts[0]?.writeUInt32LE(place(directory(entries)), 4);
  return Buffer.concat(parts);
}

function directory(entries: readonly (readonly number[])[]): Buffer {
  const bytes = Buffer.alloc(2 + entries.length * 12 + 4);
  bytes.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag = 0, type = 0, count = 0, value = 0], index) => {
    const at = 2 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  });
  return bytes;
}
