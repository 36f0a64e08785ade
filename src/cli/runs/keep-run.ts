import { type HistoryStore, openHistory, type ResultMemory } from '../../engine/index.ts';
import { seemsThere } from '../../engine/files/index.ts';
import { runsWords } from '../../shared/words/areas/runs.ts';
import { type Earlier, prepareToGoOn } from './go-on.ts';
import {
  beginRun,
  endRun,
  giveUp,
  goOnAs,
  isInterrupted,
  isOfNewer,
  listRuns,
  type OwnRun,
  type Run,
  runsFolder,
  takeOver,
  tidyUp,
} from './runs.ts';
import { goesOnWith, readCommand, type StoredCommand } from './stored-command.ts';

export interface KeptRun {
  readonly history: HistoryStore;
  /** What it did before it was interrupted; null for a run that begins. */
  readonly earlier: Earlier | null;
  /** To be called once the run is over and the history closed. One that made nothing is forgotten: there is nothing to undo in it. */
  finish(madeSomething: boolean): void;
}

export interface Keeping {
  /** False for a run that leaves nothing behind. */
  readonly isWanted: boolean;
  /** Then nothing is written before there is a task to do, and what is skipped from the start is not kept. */
  readonly mayMakeNothing: boolean;
  readonly command: StoredCommand;
  /** Begin anew also where the same command was interrupted. */
  readonly isFresh: boolean;
  /** The run that was asked for to go on, if one was. */
  readonly resumed: OwnRun | null;
  /** The file of `history-thread`. */
  readonly thread: string;
  /** Learns which results runs that died left whole. */
  readonly memory: ResultMemory;
}

const inMemory = () => openHistory(':memory:');

/**
 * A history without tasks that have nothing to do, in memory until there is another one. `open` answers null if it cannot;
 * `opened` is one that is there already.
 */
function createLateHistory(
  open: () => HistoryStore | null,
  opened: HistoryStore | null,
): HistoryStore {
  const early = inMemory();
  let store = opened;
  const begin = (batchId: string): HistoryStore => {
    const begun = open();
    const batch = early.findBatch(batchId);
    if (begun && batch) begun.addBatch(batch);
    return begun ?? early;
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

const isThere = seemsThere;

/** Runs of the same command that died, the newest first. */
function interruptedRuns(runs: readonly Run[], command: StoredCommand): Run[] {
  return runs.filter((run) => {
    if (!run.hasCommand) return false;
    const other = readCommand(run.commandPath);
    return other !== null && goesOnWith(command, other, isThere) && isInterrupted(run);
  });
}

/** The run that goes on, if there is one; what others left that died is tidied up. */
async function findOwn(
  runs: readonly Run[],
  { command, isFresh, resumed, memory }: Keeping,
  tell: (line: string) => void,
): Promise<OwnRun | null> {
  const dead = resumed === null ? interruptedRuns(runs, command) : [];
  const same = dead.filter((run) => !isOfNewer(run));
  if (same.length < dead.length && !isFresh) tell(runsWords('goesOn.newer'));
  if (isFresh) for (const run of same) await giveUp(run, memory);
  const own = resumed ?? (isFresh ? null : same.map(takeOver).find((taken) => taken !== null));
  for (const run of runs) if (run.hasLock && run.id !== own?.run.id) await tidyUp(run, memory);
  return own ?? null;
}

/**
 * The history of one run, kept so that it can go on after whatever ends this process, and be undone. Where it cannot be written
 * the run works all the same, and `complain` hears one line.
 */
export async function keepRun(
  keeping: Keeping,
  complain: (line: string) => void,
): Promise<KeptRun> {
  const { isWanted, mayMakeNothing, command, thread } = keeping;
  if (!isWanted) return { history: inMemory(), earlier: null, finish: () => undefined };
  const folder = runsFolder();
  const runs = listRuns(folder);
  const tell = (notice: string) => complain(`thumbline: ${notice}`);
  const openRun = ({ run }: OwnRun) => {
    const history = openHistory(run.path, { thread, onNotice: tell });
    if (history.notice !== null) tell(history.notice);
    return history;
  };
  let own: OwnRun | null = null;
  const begin = () => {
    try {
      own = beginRun(folder, command, runs);
      return openRun(own);
    } catch {
      tell(runsWords('notKept', { folder }));
      return null;
    }
  };
  const goOn = async () => {
    try {
      own = await findOwn(runs, keeping, tell);
      if (own === null) return null;
      await goOnAs(own, command);
      return prepareToGoOn(openRun(own));
    } catch {
      return null;
    }
  };
  const gone = await goOn();
  const opened = gone?.history ?? null;
  return {
    history: mayMakeNothing ? createLateHistory(begin, opened) : (opened ?? begin() ?? inMemory()),
    earlier: gone?.earlier ?? null,
    finish(madeSomething) {
      if (own !== null) endRun(own, madeSomething);
    },
  };
}
