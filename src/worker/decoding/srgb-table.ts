import { sampleOf } from './colour/srgb.ts';

/** Light to the numbers of sRGB over 16 bits, as a table: a power for each sample takes most of the time. */
export const srgbTable = () =>
  Uint16Array.from({ length: 0x10000 }, (_, light) =>
    Math.round(sampleOf(light / 0xffff) * 0xffff),
  );
