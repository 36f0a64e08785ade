/** So long an attempt that may hang keeps its slot to itself. Milliseconds. */
const patienceMs = 3000;
/** Each is a worker that hangs. */
const mostLent = 8;

/** Lends the slots of attempts that hang to others, so that only what lies on a drive that does not answer waits for it. */
export type LendSlot = (mayHang: boolean, work: () => Promise<void>) => Promise<void>;

/** `setLent` hears how many more attempts may run now. */
export function createLentSlots(setLent: (count: number) => void): LendSlot {
  let lent = 0;
  const lend = (count: number) => {
    lent += count;
    setLent(lent);
  };

  return async (mayHang, work) => {
    if (!mayHang) return work();
    let isLent = false;
    const clock = setTimeout(() => {
      isLent = lent < mostLent;
      if (isLent) lend(1);
    }, patienceMs).unref();
    try {
      await work();
    } finally {
      clearTimeout(clock);
      if (isLent) lend(-1);
    }
  };
}
