/** Light of a number of sRGB (IEC 61966-2-1), both from 0 to 1. */
export const lightOf = (sample: number) =>
  sample <= 0.04045 ? sample / 12.92 : ((sample + 0.055) / 1.055) ** 2.4;

/** The number of sRGB for light, both from 0 to 1. */
export const sampleOf = (light: number) =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
