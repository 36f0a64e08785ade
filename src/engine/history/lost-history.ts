import type { InterruptedAttempt, StoredTask } from '../ports.ts';
import type { LostWork, SalvageAnswer, SalvageQuestion } from './salvage.ts';
import { createThreadQuestions } from './thread-questions.ts';

/** About 10 ms for whoever takes them. */
const tasksAtOnce = 200;

/** A history that was set aside, read in a thread. */
export interface LostHistory {
  /** Null when nothing can be read. Ask this first: the tasks are those of the batches that were found then. */
  work(): Promise<LostWork | null>;
  /** Attempts that never ended, as far as they can be read. */
  attempts(): Promise<readonly InterruptedAttempt[]>;
  /** All tasks of unfinished batches, in order of position. */
  tasks(): AsyncGenerator<readonly StoredTask[]>;
  close(): void;
}

/** `entry` is the file of `history-thread`. */
export function openLostHistory(path: string, entry: URL | string): LostHistory {
  const questions = createThreadQuestions<SalvageQuestion, SalvageAnswer>(
    { path, does: 'salvage' },
    entry,
  );
  return {
    async work() {
      const answer = await questions.ask({ kind: 'work' });
      return answer && 'batches' in answer ? answer : null;
    },
    async attempts() {
      const answer = await questions.ask({ kind: 'attempts' });
      return answer && 'attempts' in answer ? answer.attempts : [];
    },
    async *tasks() {
      for (let after = -1; ;) {
        const page = await questions.ask({ kind: 'tasks', after, limit: tasksAtOnce });
        if (!page || 'batches' in page || 'attempts' in page) return;
        const last = page.at(-1);
        if (!last) return;
        yield page;
        after = last.task.position;
      }
    },
    close: () => questions.close(),
  };
}
