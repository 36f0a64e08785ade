interface Sample {
  readonly atMs: number;
  readonly settled: number;
}

/** How fast tasks settle and how long the rest will take. */
export interface Estimate {
  readonly perSecond: number;
  readonly leftMs: number;
}

const windowMs = 12_000;
const shortestMs = 1500;
/** How much of a new estimate is believed each second. */
const trust = 0.35;

/** Estimates from the last seconds, smoothed so that the words on screen stay calm. Give it a sample a second. */
export class Pace {
  #samples: Sample[] = [];
  #perSecond: number | null = null;

  /** Forgets the past: after a pause it would make the pace look slower than it is. */
  reset(): void {
    this.#samples = [];
    this.#perSecond = null;
  }

  sample(atMs: number, settled: number): void {
    const last = this.#samples.at(-1);
    // Fewer settled than before means that tasks were cleared or retried.
    if (last && settled < last.settled) this.#samples = [];
    this.#samples = [
      ...this.#samples.filter((old) => atMs - old.atMs <= windowMs),
      { atMs, settled },
    ];
    const measured = this.#measured();
    if (measured === null) return;
    this.#perSecond =
      this.#perSecond === null ? measured : this.#perSecond + trust * (measured - this.#perSecond);
  }

  /** Null until enough has been seen. */
  estimate(remaining: number): Estimate | null {
    if (this.#perSecond === null || this.#perSecond <= 0) return null;
    return { perSecond: this.#perSecond, leftMs: (remaining / this.#perSecond) * 1000 };
  }

  #measured(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.atMs - first.atMs < shortestMs) return null;
    return ((last.settled - first.settled) / (last.atMs - first.atMs)) * 1000;
  }
}
