import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { rasterOf } from '../raster.ts';
import { type PnmHeader, readPnmHeader } from './pnm-header.ts';
import { TextScanner } from './text-scanner.ts';

/** Every sample scaled to the full range of 8 bits, or of 16 when `maximum` needs them; null when they end too early. */
export function readPnmSamples(
  bytes: Uint8Array,
  header: PnmHeader,
): Uint8Array | Uint16Array | null {
  const count = header.width * header.height * header.channels;
  if (smallestLength(header, count) > bytes.length - header.dataOffset) return null;
  if (header.samples === 'binary' && header.maximum === 255)
    return bytes.subarray(header.dataOffset, header.dataOffset + count);
  const samples = header.maximum > 255 ? new Uint16Array(count) : new Uint8Array(count);
  if (header.samples === 'packed-bits') {
    unpackBits(bytes, header, samples);
    return samples;
  }
  const next = sampleSource(bytes, header);
  const top = header.maximum > 255 ? 0xffff : 0xff;
  const scale = top / header.maximum;
  for (let index = 0; index < count; index += 1) {
    const sample = next();
    if (sample < 0) return null;
    samples[index] = Math.min(top, Math.round(sample * scale));
  }
  return samples;
}

function smallestLength(header: PnmHeader, count: number): number {
  if (header.samples === 'packed-bits') return Math.ceil(header.width / 8) * header.height;
  if (header.samples === 'text-bits') return count;
  if (header.samples === 'text') return count * 2 - 1;
  return header.maximum > 255 ? count * 2 : count;
}

function unpackBits(
  bytes: Uint8Array,
  { width, height, dataOffset }: PnmHeader,
  samples: Uint8Array | Uint16Array,
): void {
  const stride = Math.ceil(width / 8);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const byte = bytes[dataOffset + y * stride + (x >> 3)] ?? 0;
      samples[y * width + x] = (byte >> (7 - (x & 7))) & 1 ? 0 : 255;
    }
}

/** Gives one sample a call, -1 where there is none. In bitmaps 1 is black. */
function sampleSource(bytes: Uint8Array, header: PnmHeader): () => number {
  let offset = header.dataOffset;
  if (header.samples === 'binary' && header.maximum > 255)
    return () => {
      offset += 2;
      return ((bytes[offset - 2] ?? 0) << 8) | (bytes[offset - 1] ?? 0);
    };
  if (header.samples === 'binary') return () => bytes[offset++] ?? -1;
  const scanner = new TextScanner(bytes, offset - 1);
  if (header.samples === 'text') return () => scanner.sample();
  return () => {
    const digit = scanner.digit();
    return digit < 0 ? -1 : 1 - Math.min(1, digit);
  };
}

const floatKinds = new Set([0x46, 0x66]);

/** PBM, PGM, PPM and PAM, 1 to 16 bits, and PFM; the first picture where there are several. */
export const decodePnm: Decode = async (bytes, { maxPixels }) => {
  if (floatKinds.has(bytes[1] ?? 0))
    return (await import('./decode-pfm.ts')).decodePfm(bytes, maxPixels);
  const header = readPnmHeader(bytes);
  if (!header) return notOk(failure('image-corrupt'));
  const { width, height, channels } = header;
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  const data = readPnmSamples(bytes, header);
  if (!data) return notOk(failure('image-truncated'));
  return ok(
    rasterOf({
      width,
      height,
      colours: channels < 3 ? 'grey' : 'rgb',
      hasAlpha: channels % 2 === 0,
      data,
    }),
  );
};
