import { setTimeout as delay } from 'node:timers/promises';
import type { TaskId } from '../../shared/task/task.ts';
import type { ServerCalls } from './server-calls.ts';

/** How long the end of the program may wait for a server. Milliseconds. */
const lastWaitMs = 3000;
const mostKept = 10_000;

/** Tasks that the server is to forget: removed at once, or when it is back. */
export interface Leftovers {
  add(id: TaskId): void;
  /** The server is there: removes what is left. */
  clear(): void;
  close(): Promise<void>;
}

export function createLeftovers(calls: Pick<ServerCalls, 'remove'>): Leftovers {
  const left = new Set<TaskId>();
  const removing = new Map<TaskId, Promise<void>>();

  const remove = async (id: TaskId) => {
    const removed = await calls.remove(id);
    removing.delete(id);
    if (removed.ok) left.delete(id);
  };
  const begin = (id: TaskId) => {
    if (!removing.has(id)) removing.set(id, remove(id));
  };

  return {
    add(id) {
      if (left.size < mostKept) left.add(id);
      begin(id);
    },
    clear: () => left.forEach(begin),
    async close() {
      const done = Promise.all(removing.values());
      await Promise.race([done, delay(lastWaitMs, undefined, { ref: false })]);
    },
  };
}
