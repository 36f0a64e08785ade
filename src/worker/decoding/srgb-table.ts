/** Light to the numbers of sRGB (IEC 61966-2-1), 0 to 1. */
const toSrgb = (light: number) =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;

/** The same over 16 bits, as a table: a power for each sample takes most of the time. */
export const srgbTable = () =>
  Uint16Array.from({ length: 0x10000 }, (_, light) => Math.round(toSrgb(light / 0xffff) * 0xffff));
