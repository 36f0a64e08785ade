import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output, TaskId } from '../../shared/task/task.ts';
import { outputKey, outputsPrefix } from './keys.ts';
import type { Store } from './store.ts';

/** Where a worker's engine writes outputs, and how they come into the store from there. */
export interface Workspace {
  /** Of the task alone; the engine makes it. */
  folderOf(taskId: TaskId): string;
  publish(taskId: TaskId, outputs: readonly Output[]): Promise<void>;
  /** Removes what is only a copy. */
  leave(taskId: TaskId): Promise<void>;
}

/** In the store itself when that is a folder; else in a folder of this machine, sent from there. */
export function openWorkspace(store: Store, scratch: string): Workspace {
  if (store.folder !== null) {
    const outputs = join(store.folder, outputsPrefix);
    return {
      folderOf: (taskId) => join(outputs, taskId),
      publish: () => Promise.resolve(),
      leave: () => Promise.resolve(),
    };
  }
  const folderOf = (taskId: TaskId) => join(scratch, taskId);
  return {
    folderOf,
    async publish(taskId, outputs) {
      for (const output of outputs) {
        await store.write(outputKey(taskId, output), createReadStream(output.path));
      }
    },
    leave: (taskId) => rm(folderOf(taskId), { recursive: true, force: true }),
  };
}
