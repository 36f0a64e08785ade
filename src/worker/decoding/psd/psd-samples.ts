import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import type { ReadRow } from './psd-planes.ts';

interface SampleShape {
  readonly width: number;
  readonly height: number;
  readonly depth: 8 | 16;
  readonly channels: number;
}

/** The first `channels` planes interleaved, 16-bit samples in this machine's order. */
export function interleave(
  readRow: ReadRow,
  { width, height, depth, channels }: SampleShape,
): Result<Uint8Array | Uint16Array, Failure> {
  const count = width * height * channels;
  const samples = depth === 16 ? new Uint16Array(count) : new Uint8Array(count);
  for (let channel = 0; channel < channels; channel += 1)
    for (let y = 0; y < height; y += 1) {
      const row = readRow(channel, y);
      if (!row) return notOk(failure('image-truncated'));
      const start = y * width * channels + channel;
      for (let x = 0; x < width; x += 1)
        samples[start + x * channels] =
          depth === 16 ? ((row[x * 2] ?? 0) << 8) | (row[x * 2 + 1] ?? 0) : (row[x] ?? 0);
    }
  return ok(samples);
}

/** One bit a pixel, 1 is black. */
export function readBitmap(
  readRow: ReadRow,
  { width, height }: { width: number; height: number },
): Result<Uint8Array, Failure> {
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = readRow(0, y);
    if (!row) return notOk(failure('image-truncated'));
    for (let x = 0; x < width; x += 1)
      grey[y * width + x] = ((row[x >> 3] ?? 0) >> (7 - (x & 7))) & 1 ? 0 : 255;
  }
  return ok(grey);
}

/** Photoshop blends a transparent merged picture with white; this takes the white out again, in place. */
export function takeOutWhite(samples: Uint8Array | Uint16Array, channels: number): void {
  const top = samples instanceof Uint16Array ? 0xffff : 0xff;
  for (let pixel = 0; pixel < samples.length; pixel += channels) {
    const alpha = samples[pixel + channels - 1] ?? 0;
    if (alpha === 0 || alpha === top) continue;
    const white = top - alpha;
    for (let index = pixel; index < pixel + channels - 1; index += 1) {
      const pure = (((samples[index] ?? 0) - white) * top) / alpha;
      samples[index] = Math.min(top, Math.max(0, Math.round(pure)));
    }
  }
}
