import type { ChannelMasks } from './dib-header.ts';

export const masksOf16Bits: ChannelMasks = { red: 0x7c00, green: 0x3e0, blue: 0x1f, alpha: 0 };
export const masksOf32Bits: ChannelMasks = {
  red: 0xff0000,
  green: 0xff00,
  blue: 0xff,
  alpha: 0,
};

/** One channel of a pixel, scaled to 0–255; `missing` where the mask is empty. */
function channelReader(mask: number, missing: number): (pixel: number) => number {
  const unsigned = mask >>> 0;
  if (unsigned === 0) return () => missing;
  const shift = 31 - Math.clz32(unsigned & -unsigned);
  const top = unsigned >>> shift;
  if (top === 255) return (pixel) => (pixel >>> shift) & 255;
  return (pixel) => Math.round((((pixel & unsigned) >>> shift) * 255) / top);
}

/** Turns a stored pixel into an RGBA number, little-endian. Masks may be of any width and place. */
export function colourFromMasks(masks: ChannelMasks): (pixel: number) => number {
  const red = channelReader(masks.red, 0);
  const green = channelReader(masks.green, 0);
  const blue = channelReader(masks.blue, 0);
  const alpha = channelReader(masks.alpha, 255);
  return (pixel) => red(pixel) | (green(pixel) << 8) | (blue(pixel) << 16) | (alpha(pixel) << 24);
}
