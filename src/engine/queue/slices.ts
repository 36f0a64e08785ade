/** Stored changes of one turn: 5 to 10 ms. */
const sliceLength = 256;

type Act<Item> = (slice: readonly Item[]) => void;

/** Long lists of work done a slice at a time, so that nothing else waits long. */
export interface Slices {
  /**
   * Does the first slice at once, unless earlier work is left, and the others in later turns of the event loop, after what came
   * before. The list is read as far as it is needed. True when all of it was done at once; else `onEnd` is called after the
   * last slice.
   */
  run<Item>(items: Iterable<Item>, act: Act<Item>, onEnd?: () => void): boolean;
  /** Does everything that is left now. */
  finish(): void;
}

function take<Item>(items: Iterator<Item>): Item[] {
  const slice: Item[] = [];
  while (slice.length < sliceLength) {
    const next = items.next();
    if (next.done) break;
    slice.push(next.value);
  }
  return slice;
}

/** `quiet` is that of the history: slices have time to wait for the disk. */
export function createSlices(quiet: () => Promise<void>): Slices {
  /** Each does a slice; false when that was its last. */
  const left: (() => boolean)[] = [];
  let isScheduled = false;

  const schedule = () => {
    isScheduled = left.length > 0;
    if (isScheduled) void quiet().then(() => setImmediate(doNext));
  };
  const doNext = () => {
    try {
      if (left[0]?.() === false) left.shift();
    } finally {
      schedule();
    }
  };

  return {
    run(items, act, onEnd) {
      const iterator = items[Symbol.iterator]();
      const doSlice = () => {
        const slice = take(iterator);
        if (slice.length > 0) act(slice);
        return slice.length === sliceLength;
      };
      const doLater = () => {
        // After an error the next slices are done all the same.
        let isMore = true;
        try {
          isMore = doSlice();
        } finally {
          if (!isMore) onEnd?.();
        }
        return isMore;
      };
      if (left.length === 0 && !doSlice()) return true;
      left.push(doLater);
      if (!isScheduled) schedule();
      return false;
    },
    finish() {
      for (const doSlice of left.splice(0)) while (doSlice());
    },
  };
}
