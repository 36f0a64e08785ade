/** Thrown where a drawing costs more than any honest one. */
export class TooCostly extends Error {}

/** Steps and characters together, some half a second: twice what the largest drawing has characters. */
const mostSpent = 20_000_000;

/** What may be spent on one drawing. */
export class Budget {
  #left = mostSpent;

  /** Throws `TooCostly` when nothing is left. */
  spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) throw new TooCostly();
  }
}
