import { once } from '../once.ts';
import { tasksWords } from '../words/areas/tasks.ts';
import { type TaskStatus, taskStatuses } from './status.ts';

/** What people see for a status. */
export const statusWords = (status: TaskStatus): string => tasksWords(`status.${status}`);

/** What else people may call a status, in lower case: other labels of the window, the legacy API, other spellings. */
const otherWords: Readonly<Record<TaskStatus, readonly string[]>> = {
  queued: ['waiting', 'pending'],
  running: ['working', 'making', 'started'],
  succeeded: ['done', 'made', 'finished', 'success'],
  failed: ['failure'],
  cancelled: ['canceled', 'revoked'],
  skipped: [],
};

const statusOfWord = once(
  (): ReadonlyMap<string, TaskStatus> =>
    new Map(
      taskStatuses.flatMap((status) =>
        [status, statusWords(status).toLowerCase(), ...otherWords[status]].map(
          (word) => [word, status] as const,
        ),
      ),
    ),
);

/** The status that a word stands for, in any case; null when it stands for none. */
export function statusOf(word: string): TaskStatus | null {
  return statusOfWord().get(word.trim().toLowerCase()) ?? null;
}
