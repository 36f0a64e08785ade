import { basename } from 'node:path';
import type { Output, TaskId } from '../../shared/task/task.ts';

/** Where a folder store writes what is not whole yet. */
export const incomingPrefix = 'incoming/';
export const uploadsPrefix = 'uploads/';
export const outputsPrefix = 'outputs/';

export function uploadKey(taskId: TaskId): string {
  return `${uploadsPrefix}${taskId}`;
}

export function outputsOf(taskId: TaskId): string {
  return `${outputsPrefix}${taskId}/`;
}

export function outputKey(taskId: TaskId, output: Output): string {
  return `${outputsOf(taskId)}${basename(output.path)}`;
}

/** Whose upload or output a key is; null for keys of another kind. */
export function taskOfKey(key: string): TaskId | null {
  return /^(?:uploads|outputs)\/([0-9a-z-]{1,64})(?:\/|$)/.exec(key)?.[1] ?? null;
}
