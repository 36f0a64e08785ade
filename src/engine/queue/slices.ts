/** Stored changes of one turn: about 5 ms. */
const sliceLength = 128;

type Act<Item> = (slice: readonly Item[]) => void;

/** Long lists of work done a slice at a time, so that nothing else waits long. */
export interface Slices {
  /** Does the first slice at once and the others in later turns of the event loop, in order. */
  run<Item>(items: readonly Item[], act: Act<Item>): void;
  /** Does everything that is left now. */
  finish(): void;
}

export function createSlices(): Slices {
  const left: (() => void)[] = [];
  let scheduled: NodeJS.Immediate | null = null;

  const schedule = () => {
    scheduled = left.length === 0 ? null : setImmediate(doNext);
  };
  const doNext = () => {
    try {
      left.shift()?.();
    } finally {
      schedule();
    }
  };

  return {
    run(items, act) {
      if (items.length === 0) return;
      for (let at = sliceLength; at < items.length; at += sliceLength) {
        left.push(() => act(items.slice(at, at + sliceLength)));
      }
      if (scheduled === null) schedule();
      act(items.slice(0, sliceLength));
    },
    finish() {
      if (scheduled !== null) clearImmediate(scheduled);
      scheduled = null;
      for (const act of left.splice(0)) act();
    },
  };
}
