import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  type HistoryStore,
  noMemory,
  openAsItIs,
  openHistory,
  type ResultMemory,
} from '../../engine/index.ts';

/** The folder where this system keeps what programs remember for a person. */
export function dataFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const home = homedir();
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'thumbline-cli');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'thumbline-cli');
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'thumbline-cli');
}

export interface RunMemory {
  readonly memory: ResultMemory;
  /** The same history; what is remembered in one of its transactions is one transaction, too, and stored before that. */
  readonly gatheredBy: (history: HistoryStore) => HistoryStore;
  readonly close: () => void;
}

/** A result that is not remembered may be made again next time; that is no reason to fail. `onLost` is called once. */
function forgiving(kept: HistoryStore, onLost: () => void): Omit<RunMemory, 'close'> {
  let isTold = false;
  let gathered: (() => void)[] | null = null;
  const writeOne = (write: () => void) => {
    try {
      write();
    } catch {
      // Its disk may be full while that of the results is not.
      if (!isTold) onLost();
      isTold = true;
    }
  };
  const writeAll = (writes: readonly (() => void)[]) => {
    try {
      if (writes.length > 0) kept.together(() => writes.forEach((write) => write()));
    } catch {
      // One that cannot be stored does not cost the others.
      writes.forEach(writeOne);
    }
  };
  const tried =
    <Given extends readonly unknown[]>(write: (...given: Given) => void) =>
    (...given: Given) => {
      if (gathered === null) writeOne(() => write(...given));
      else gathered.push(() => write(...given));
    };
  const gather = (work: () => void) => {
    const writes: (() => void)[] = [];
    gathered = writes;
    try {
      work();
    } finally {
      gathered = null;
    }
    writeAll(writes);
  };
  const { memory } = kept;
  return {
    memory: {
      ...memory,
      // The tasks of a run are not here, so that nothing belongs to one.
      remember: tried((result) => memory.remember(result)),
      noteWritten: tried((files) => memory.noteWritten(files)),
    },
    // Not a copy: some of its properties change.
    gatheredBy: (history): HistoryStore =>
      Object.create(history, {
        together: { value: (work: () => void) => history.together(() => gather(work)) },
      }),
  };
}

/** For a run that is to be forgotten: it knows what others made, and leaves nothing. */
export function forgettingMemory({ memory, close }: RunMemory): RunMemory {
  const nothing = () => undefined;
  return { ...noRunMemory, memory: { ...memory, remember: nothing, noteWritten: nothing }, close };
}

/**
 * For a watch that is to be forgotten: it knows what others made, and what it makes itself, so that it never takes its own results for
 * pictures. That is written where it is forgotten with the watch.
 */
export function memoryBeside(others: ResultMemory, own: ResultMemory): ResultMemory {
  const both: Partial<ResultMemory> = {
    recall: (...asked) => own.recall(...asked) ?? others.recall(...asked),
    async areUnchanged(...asked) {
      const known = await others.areUnchanged(...asked);
      return (await own.areUnchanged(...asked)).map((yes, at) => yes || known[at] === true);
    },
    // The later ones are believed.
    outputsOf: (path) => [...others.outputsOf(path), ...own.outputsOf(path)],
    // They outlive the tasks: who watches for weeks lets go of those.
    remember: (result) => own.remember(result),
    noteWritten: (files) => own.noteWritten(files),
    writtenFingerprint: (path) => own.writtenFingerprint(path) ?? others.writtenFingerprint(path),
  };
  const beside: ResultMemory = Object.create(others, Object.getOwnPropertyDescriptors(both));
  return beside;
}

export const noRunMemory: RunMemory = {
  memory: noMemory,
  gatheredBy: (history) => history,
  close: () => undefined,
};

const memoryPath = () => join(dataFolder(), 'memory.db');

/** Whether runs before this one left something to remember. */
export const hasRunMemory = () => existsSync(memoryPath());

/** For who only asks what is remembered, and makes nothing. */
export function lookAtRunMemory(): RunMemory {
  if (!hasRunMemory()) return noRunMemory;
  try {
    const kept = openAsItIs(memoryPath());
    return { ...noRunMemory, memory: kept.memory, close: () => kept.close() };
  } catch {
    return noRunMemory;
  }
}

export interface MemoryNews {
  /** It was damaged, or is a newer version's, and begins anew: one plain line. */
  readonly onAnew: (notice: string) => void;
  /** Something could not be remembered. */
  readonly onLost: () => void;
}

/**
 * What runs in the terminal remember from one to the next; the app has its own. Null where it cannot be kept. `thread` is
 * the file of `history-thread`.
 */
export function openRunMemory(thread: string, { onAnew, onLost }: MemoryNews): RunMemory | null {
  try {
    // Of damage that is found later the next run makes an end, and tells.
    const kept = openHistory(memoryPath(), {
      thread,
      what: 'memory',
      onNotice: () => undefined,
    });
    if (kept.notice !== null) onAnew(kept.notice);
    return { ...forgiving(kept, onLost), close: () => kept.close() };
  } catch {
    return null;
  }
}
