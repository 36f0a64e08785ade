/** Of the pictures that are made by a formula, in pixels. */
export const width = 32;
export const height = 24;

/**
 * Red, green, blue and alpha of a pixel, 0 to 255.
 * @param {number} x
 * @param {number} y
 */
export const pixelAt = (x, y) => [x * 8, y * 10, 255 - x * 4 - y * 5, 64 + ((x + y) % 2) * 100];
