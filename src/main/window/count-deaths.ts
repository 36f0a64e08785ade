/** Of a page that dies so often within `withinMs`, loading it once more does not help. */
const most = 3;
const withinMs = 60_000;

export interface DeathCount {
  /** Answers how many there were lately, with this one. */
  readonly add: () => number;
  readonly isTooMany: (count: number) => boolean;
  readonly forget: () => void;
}

/** Counts how often the page died within the last minute. `now` is in milliseconds and never goes back. */
export function countDeaths(now: () => number = () => performance.now()): DeathCount {
  let times: number[] = [];
  return {
    add() {
      const time = now();
      times = [...times.filter((earlier) => time - earlier < withinMs), time];
      return times.length;
    },
    isTooMany: (count) => count >= most,
    forget() {
      times = [];
    },
  };
}
