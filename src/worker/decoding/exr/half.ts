/** The largest number that a half holds. Stands for what is brighter, and for the infinite. */
export const largestHalf = 65_504;

let table: Float32Array | null = null;

/** What each number of 16 bits means; 0 for what is no number. */
export function halfTable(): Float32Array {
  table ??= Float32Array.from({ length: 0x10000 }, (_, bits) => {
    const [sign, power, part] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
    if (power === 31) return part ? 0 : sign * largestHalf;
    return sign * (power ? (1 + part / 1024) * 2 ** (power - 15) : (part / 1024) * 2 ** -14);
  });
  return table;
}

/** The bits of the nearest half. */
export function halfBits(value: number): number {
  const size = Math.min(largestHalf, Math.abs(value));
  const power = Math.max(-14, Math.floor(Math.log2(size)));
  const part = Math.round((size / 2 ** power) * 1024);
  return (value < 0 ? 0x8000 : 0) | (((power + 14) << 10) + part);
}

/** Within what a half holds; what is no number is dark. */
export const clampedLight = (value: number): number =>
  Number.isNaN(value) ? 0 : Math.min(largestHalf, Math.max(-largestHalf, value));
