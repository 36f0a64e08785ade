import type { Failure, FailureCode } from '../../shared/task/failure.ts';
import type { TaskId } from '../../shared/task/task.ts';
import type { TaskRow } from './task-table.ts';

/**
 * The one thing that helps. `retry`: by itself, or once a person did what is advised. `elsewhere`: in a folder that takes it. `show`: the
 * pictures need a look.
 */
export type Remedy = 'retry' | 'elsewhere' | 'show';

/** Tasks that failed alike and are helped alike. The subject of `failure` is what they have in common, or null. */
export interface Cause {
  readonly failure: Failure;
  readonly remedy: Remedy;
  readonly ids: readonly TaskId[];
}

const remedies: Readonly<Record<FailureCode, Remedy>> = {
  'file-missing': 'retry',
  'file-unreadable': 'retry',
  'not-a-file': 'show',
  'file-changed': 'retry',
  'format-unsupported': 'show',
  'decoder-missing': 'show',
  'image-corrupt': 'show',
  'image-truncated': 'show',
  'image-too-large': 'show',
  'password-needed': 'show',
  'page-missing': 'show',
  'timed-out': 'retry',
  'worker-crashed': 'retry',
  'output-unwritable': 'elsewhere',
  'disk-full': 'elsewhere',
  'store-unavailable': 'retry',
  'larger-than-allowed': 'show',
  internal: 'retry',
};

/** A folder that cannot be looked through, or a disk that fails: trying the same again does not help. */
const remedyOf = ({ code, subject }: Failure): Remedy =>
  code === 'file-unreadable' && subject !== null ? 'show' : remedies[code];

/** Why tasks failed, the commonest cause first. */
export function causesOf(rows: readonly TaskRow[]): readonly Cause[] {
  const causes = new Map<string, { failure: Failure; remedy: Remedy; readonly ids: TaskId[] }>();
  for (const { task } of rows) {
    if (task.status !== 'failed') continue;
    const { code, subject } = task.failure;
    const remedy = remedyOf(task.failure);
    const key = `${code} ${remedy}`;
    const cause = causes.get(key) ?? { failure: task.failure, remedy, ids: [] };
    causes.set(key, cause);
    cause.ids.push(task.id);
    if (cause.failure.subject !== subject) cause.failure = { code, subject: null };
  }
  return [...causes.values()].toSorted((a, b) => b.ids.length - a.ids.length);
}
