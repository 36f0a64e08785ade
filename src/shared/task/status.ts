import { z } from 'zod';

/** Every state a task can be in. `skipped` means there was nothing to do; the task then says why. */
export const taskStatuses = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'skipped',
] as const;

export const TaskStatus = z.enum(taskStatuses);
export type TaskStatus = z.infer<typeof TaskStatus>;

/** `running → queued` happens when a worker died, or when the app was closed in the middle of an attempt. */
const legalTransitions: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  queued: ['running', 'failed', 'cancelled', 'skipped'],
  running: ['succeeded', 'failed', 'cancelled', 'skipped', 'queued'],
  succeeded: [],
  failed: ['queued'],
  cancelled: ['queued'],
  skipped: ['queued'],
};

export function isLegalTransition(from: TaskStatus, to: TaskStatus): boolean {
  return legalTransitions[from].includes(to);
}

/** True when nothing more will happen to the task unless a person asks for it. */
export function isSettled(status: TaskStatus): boolean {
  return status !== 'queued' && status !== 'running';
}

/** True when a person may ask for another attempt. */
export function isRetryable(status: TaskStatus): boolean {
  return legalTransitions[status].includes('queued') && isSettled(status);
}
