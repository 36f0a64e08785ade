import { type HistoryStore, openHistory } from '../../engine/index.ts';
import { beginRun, removeRun, runsFolder } from './runs.ts';

export interface KeptRun {
  readonly history: HistoryStore;
  /** Forgets a run that made nothing; there is nothing to undo in it. To be called once the history is closed. */
  finish(madeSomething: boolean): void;
}

const notKept = (): KeptRun => ({ history: openHistory(':memory:'), finish: () => undefined });

/**
 * The history of one run, kept so that it can be undone. Where it cannot be written the run works all the same, and
 * `complain` hears one line. `isWanted` is false where nothing could be undone anyway.
 */
export function keepRun(isWanted: boolean, complain: (line: string) => void): KeptRun {
  if (!isWanted) return notKept();
  try {
    const run = beginRun(runsFolder());
    return {
      history: openHistory(run.path),
      finish(madeSomething) {
        if (!madeSomething) removeRun(run);
      },
    };
  } catch {
    complain(`thumbline: ${runsFolder()} cannot be written, so this run cannot be undone later.`);
    return notKept();
  }
}
