const roundUp = (value: number, factors: readonly number[]): number => {
  const power = 10 ** Math.floor(Math.log10(value));
  return factors.map((factor) => factor * power).find((top) => top >= value) ?? 10 * power;
};

/** A round number of tasks at or above the highest: its half is whole too. */
export function countTop(highest: number): number {
  return highest <= 10 ? 10 : roundUp(highest, [1, 2, 4, 6, 8]);
}

const secondMs = 1000;
const minuteMs = 60_000;
const hourMs = 3_600_000;

/** A round time at or above the longest, in the unit that people would say it in. Milliseconds. */
export function timeTop(longestMs: number): number {
  if (longestMs <= 10) return 10;
  const unit = [hourMs, minuteMs, secondMs].find((ms) => longestMs > ms) ?? 1;
  const inUnit = longestMs / unit;
  if (unit === 1 || unit === hourMs) return unit * roundUp(inUnit, [1, 2, 4, 6, 8]);
  // Sixty seconds are a minute, not a hundred of anything.
  return unit * ([2, 4, 6, 10, 20, 30, 60].find((top) => top >= inUnit) ?? 60);
}
