import sharp from 'sharp';

declare module 'sharp' {
  interface Sharp {
    /** It is there, and only its type is missing (sharp 0.35). */
    withGainMap(): Sharp;
  }
}

/** Twice as bright as white in its right corner, as libultrahdr writes it: a JPEG for ordinary screens and its gain map behind it. */
export function ultraHdr(width = 96, height = 64): Promise<Buffer> {
  const light = Float32Array.from({ length: width * height * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return (2 * ((pixel % width) / width) * (1 + (at % 3))) / 3;
  });
  const raw = { width, height, channels: 3, depth: 'float' } as const;
  return sharp(Buffer.from(light.buffer), { raw })
    .toColourspace('scrgb')
    .withGainMap()
    .jpeg()
    .toBuffer();
}
