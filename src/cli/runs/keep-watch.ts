import { type HistoryStore, openHistory, type ResultMemory } from '../../engine/index.ts';
import type { Voice } from '../report/voice.ts';
import { memoryBeside } from './run-memory.ts';
import { beginWatch, endRun } from './runs.ts';

export interface WatchKeeping {
  /** Not for a watch that is to be forgotten. */
  readonly isWanted: boolean;
  /** The file of `history-thread`. */
  readonly thread: string;
  readonly complain: Voice['complain'];
}

export interface KeptWatch {
  readonly history: HistoryStore;
  readonly memory: ResultMemory;
  /** To be called once the watch is over and the history closed. */
  readonly end: (madeSomething: boolean) => void;
}

/**
 * Kept on disk, so that it can be undone, and what is left of a watch that was killed is finished or removed, and known for a result,
 * when the next one starts.
 */
export async function keepWatch(
  memory: ResultMemory,
  { isWanted, thread, complain }: WatchKeeping,
): Promise<KeptWatch> {
  const keepIn = (history: HistoryStore, end: KeptWatch['end']): KeptWatch => ({
    history,
    memory: isWanted ? memory : memoryBeside(memory, history.memory),
    end,
  });
  try {
    const own = await beginWatch(memory, isWanted);
    const onNotice = (notice: string) => complain(`thumbline: ${notice}`);
    return keepIn(openHistory(own.run.path, { thread, onNotice }), (madeSomething) =>
      endRun(own, madeSomething && isWanted),
    );
  } catch {
    // It is watched all the same.
    return keepIn(openHistory(':memory:'), () => undefined);
  }
}
