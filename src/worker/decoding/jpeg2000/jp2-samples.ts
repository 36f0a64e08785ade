import type { FrameInfo } from './openjpeg.ts';

/** A copy scaled to the full range of 8 bits, or of 16 when the picture has more than 8. */
export function scaledSamples(decoded: Uint8Array, frame: FrameInfo): Uint8Array | Uint16Array {
  const { bitsPerSample: bits } = frame;
  if (bits <= 8) {
    const scale = 255 / (2 ** bits - 1);
    return bits === 8 ? decoded.slice() : decoded.map((sample) => Math.round(sample * scale));
  }
  const bytes = decoded.slice();
  const wide = new Uint16Array(bytes.buffer, 0, bytes.length >> 1);
  const scale = 0xffff / (2 ** bits - 1);
  return bits === 16 ? wide : wide.map((sample) => Math.min(0xffff, Math.round(sample * scale)));
}

/** In place, by the factors of JPEG (ITU-R BT.601), full range. */
export function yccToRgb(samples: Uint8Array | Uint16Array): void {
  const top = samples instanceof Uint16Array ? 0xffff : 0xff;
  const middle = (top + 1) / 2;
  const clamp = (value: number) => Math.min(top, Math.max(0, Math.round(value)));
  for (let pixel = 0; pixel + 2 < samples.length; pixel += 3) {
    const y = samples[pixel] ?? 0;
    const blue = (samples[pixel + 1] ?? 0) - middle;
    const red = (samples[pixel + 2] ?? 0) - middle;
    samples[pixel] = clamp(y + 1.402 * red);
    samples[pixel + 1] = clamp(y - 0.344136 * blue - 0.714136 * red);
    samples[pixel + 2] = clamp(y + 1.772 * blue);
  }
}
