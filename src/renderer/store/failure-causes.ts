import type { Failure, FailureCode } from '../../shared/task/failure.ts';
import type { TaskId } from '../../shared/task/task.ts';
import type { TaskRow } from './task-table.ts';

/** Tasks that failed alike. The subject of `failure` is what they have in common, or null. */
export interface Cause {
  readonly failure: Failure;
  readonly ids: readonly TaskId[];
}

/** Why tasks failed, the commonest cause first. */
export function causesOf(rows: readonly TaskRow[]): readonly Cause[] {
  const causes = new Map<FailureCode, { failure: Failure; readonly ids: TaskId[] }>();
  for (const { task } of rows) {
    if (task.status !== 'failed') continue;
    const { code, subject } = task.failure;
    const cause = causes.get(code) ?? { failure: task.failure, ids: [] };
    causes.set(code, cause);
    cause.ids.push(task.id);
    if (cause.failure.subject !== subject) cause.failure = { code, subject: null };
  }
  return [...causes.values()].toSorted((a, b) => b.ids.length - a.ids.length);
}
