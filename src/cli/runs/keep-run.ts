import { type HistoryStore, openHistory } from '../../engine/index.ts';
import { beginRun, removeRun, type Run, runsFolder } from './runs.ts';

export interface KeptRun {
  readonly history: HistoryStore;
  /** Forgets a run that made nothing; there is nothing to undo in it. To be called once the history is closed. */
  finish(madeSomething: boolean): void;
}

interface Keeping {
  /** False where nothing could be undone anyway. */
  readonly isWanted: boolean;
  /** Then nothing is written before there is a task to do, and what is skipped from the start is not kept. */
  readonly mayMakeNothing: boolean;
}

const inMemory = () => openHistory(':memory:');

/** A history without tasks that have nothing to do, in memory until there is another one. `open` answers null if it cannot. */
function createLateHistory(open: () => HistoryStore | null): HistoryStore {
  const early = inMemory();
  let store: HistoryStore | null = null;
  const begin = (batchId: string): HistoryStore => {
    const opened = open();
    const batch = early.findBatch(batchId);
    if (opened && batch) opened.addBatch(batch);
    return opened ?? early;
  };
  const late: Pick<HistoryStore, 'addTasks'> = {
    addTasks(tasks) {
      const [first, ...others] = tasks.filter(({ task }) => task.status !== 'skipped');
      if (first === undefined) return;
      store ??= begin(first.task.batchId);
      store.addTasks([first, ...others]);
    },
  };
  return new Proxy<HistoryStore>(early, {
    get: (_, name): unknown => Reflect.get(name in late ? late : (store ?? early), name),
  });
}

/**
 * The history of one run, kept so that it can be undone. Where it cannot be written the run works all the same, and
 * `complain` hears one line.
 */
export function keepRun(
  { isWanted, mayMakeNothing }: Keeping,
  complain: (line: string) => void,
): KeptRun {
  if (!isWanted) return { history: inMemory(), finish: () => undefined };
  let run: Run | null = null;
  const open = () => {
    try {
      run = beginRun(runsFolder());
      return openHistory(run.path);
    } catch {
      complain(`thumbline: ${runsFolder()} cannot be written, so this run cannot be undone later.`);
      return null;
    }
  };
  return {
    history: mayMakeNothing ? createLateHistory(open) : (open() ?? inMemory()),
    finish(madeSomething) {
      if (run !== null && !madeSomething) removeRun(run);
    },
  };
}
