import sharp from 'sharp';
import type { Bytes } from './our-farm.ts';

const create = { channels: 3, background: '#2878c8' } as const;

export const drawTiny = (): Promise<Bytes> =>
  sharp({ create: { ...create, width: 30, height: 20 } })
    .jpeg()
    .toBuffer();

/** Noise, about 8 MB. */
export function drawPhoto(): Promise<Bytes> {
  const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const;
  return sharp({ create: { ...create, width: 4000, height: 3000, noise } })
    .jpeg({ quality: 85 })
    .toBuffer();
}
