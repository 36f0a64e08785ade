/** Work done in steps before the engine really runs. */
export interface StartUp {
  /** Does this now, or as soon as the work is done. */
  afterwards(act: () => void): void;
  /** Leaves what is not done for the next start. */
  close(): void;
}

/**
 * Takes the first step at once and each other one in a turn of its own. `onDone` comes after everything that was to be
 * done afterwards; `onBug` hears what a later step throws.
 */
export function startUp(
  steps: Generator<void>,
  onDone: () => void,
  onBug: (error: unknown) => void,
): StartUp {
  const waiting: (() => void)[] = [];
  let next: NodeJS.Immediate | null = null;
  let isDone = false;

  const finish = () => {
    isDone = true;
    for (const act of waiting) act();
    onDone();
  };
  const step = () => {
    if (steps.next().done) finish();
    else next = setImmediate(stepLater);
  };
  const stepLater = () => {
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
      if (next !== null) clearImmediate(next);
    },
  };
}
