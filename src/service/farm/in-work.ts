import type { TaskId } from '../../shared/task/task.ts';

/** The tasks whose pictures a worker makes now. */
export interface InWork {
  /** `signal` stops all of them. Waits for an earlier asking for one of them that is just coming to its end. */
  begin(taskIds: readonly TaskId[], signal: AbortSignal): Promise<Work>;
  stop(taskId: TaskId): void;
}

export interface Work {
  signalOf(taskId: TaskId): AbortSignal;
  end(): void;
}

export function createInWork(): InWork {
  const works = new Map<
    TaskId,
    { readonly ending: AbortController; readonly over: Promise<void> }
  >();

  return {
    async begin(taskIds, signal) {
      for (const taskId of taskIds) {
        for (let other = works.get(taskId); other; other = works.get(taskId)) await other.over;
      }
      const over = Promise.withResolvers<void>();
      const mine = new Map(taskIds.map((taskId) => [taskId, new AbortController()]));
      for (const [taskId, ending] of mine) works.set(taskId, { ending, over: over.promise });
      const stopAll = () => mine.forEach((ending) => ending.abort());
      signal.addEventListener('abort', stopAll, { once: true });
      if (signal.aborted) stopAll();
      return {
        signalOf: (taskId) => (mine.get(taskId) ?? new AbortController()).signal,
        end() {
          signal.removeEventListener('abort', stopAll);
          for (const taskId of taskIds) works.delete(taskId);
          over.resolve();
        },
      };
    },
    stop: (taskId) => works.get(taskId)?.ending.abort(),
  };
}
