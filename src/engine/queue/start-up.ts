/** Steps of work, each with what the next one has to wait for, if anything. */
export type Steps<Result> = Generator<Promise<unknown> | undefined, Result>;

/** Work done in steps before the engine really runs. */
export interface StartUp {
  /** Does this now, or as soon as the work is done. */
  afterwards(act: () => void): void;
  /** Leaves what is not done for the next start. */
  close(): void;
}

/**
 * Takes the first step at once and each other one in a turn of its own, after what a step gives to wait for, which does not reject. `onDone` comes after everything that was to be
 * done afterwards; `onBug` hears what a later step throws.
 */
export function startUp(
  steps: Steps<void>,
  onDone: () => void,
  onBug: (error: unknown) => void,
): StartUp {
  const waiting: (() => void)[] = [];
  let next: NodeJS.Immediate | null = null;
  let isDone = false;
  let isClosed = false;

  const finish = () => {
    isDone = true;
    for (const act of waiting) act();
    onDone();
  };
  const step = () => {
    const { done, value } = steps.next();
    if (done) finish();
    else if (value) void value.then(stepLater);
    else next = setImmediate(stepLater);
  };
  const stepLater = () => {
    if (isClosed) return;
    try {
      step();
    } catch (error) {
      onBug(error);
    }
  };
  step();

  return {
    afterwards(act) {
      if (isDone) act();
      else waiting.push(act);
    },
    close() {
      isClosed = true;
      if (next !== null) clearImmediate(next);
    },
  };
}
