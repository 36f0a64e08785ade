import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output, TaskId } from '../../shared/task/task.ts';
import { outputKey, outputsOf, outputsPrefix } from './keys.ts';
import type { Store } from './store.ts';

/** Where a worker's engine writes outputs, and how they come into the store from there. */
export interface Workspace {
  /** The engine makes a folder of each task's own in it. */
  readonly outputFolder: string;
  publish(taskId: TaskId, outputs: readonly Output[]): Promise<void>;
  /** Removes what is only a copy. */
  leave(taskId: TaskId): Promise<void>;
}

/** What a worker that was killed left there half written. */
async function removeOthers(
  store: Store,
  taskId: TaskId,
  outputs: readonly Output[],
): Promise<void> {
  const wanted = new Set(outputs.map((output) => outputKey(taskId, output)));
  const others: string[] = [];
  for await (const { key } of store.list(outputsOf(taskId))) if (!wanted.has(key)) others.push(key);
  if (others.length > 0) await store.remove(others);
}

/** In the store itself when that is a folder; else in a folder of this machine, sent from there. */
export function openWorkspace(store: Store, scratch: string): Workspace {
  if (store.folder !== null) {
    return {
      outputFolder: join(store.folder, outputsPrefix),
      publish: (taskId, outputs) => removeOthers(store, taskId, outputs),
      leave: () => Promise.resolve(),
    };
  }
  return {
    outputFolder: scratch,
    async publish(taskId, outputs) {
      for (const output of outputs) {
        await store.write(outputKey(taskId, output), createReadStream(output.path));
      }
    },
    leave: (taskId) => rm(join(scratch, taskId), { recursive: true, force: true }),
  };
}
