import { existsSync, rmSync, statSync } from 'node:fs';
import type { Ledger } from './ledger/ledger.ts';
import { asMade, asQueued } from './ledger/transitions.ts';
import { toNative } from './paths.ts';
import type { HistoryStore, InterruptedAttempt, StoredBatch, StoredTask } from './ports.ts';

/** What is to go on after a start: `tasks` wait for their turn, `walks` were not walked to their end. */
export interface Unfinished {
  readonly tasks: readonly StoredTask[];
  readonly walks: readonly {
    readonly stored: StoredBatch;
    readonly existing: readonly StoredTask[];
  }[];
}

function identity(path: string): string | null {
  const facts = statSync(toNative(path), { bigint: true, throwIfNoEntry: false });
  return facts ? `${facts.dev}:${facts.ino}` : null;
}

/** True if the file got its final name: the aside name is gone, or both name the same file for a moment. */
function isInPlace(asidePath: string, finalPath: string): boolean {
  if (!existsSync(toNative(finalPath))) return false;
  return !existsSync(toNative(asidePath)) || identity(asidePath) === identity(finalPath);
}

/** True if the app died between putting the last result in place and storing that it did. */
function wasDone({ made, asidePaths }: InterruptedAttempt): boolean {
  if (made === null || made.outputs.length === 0) return false;
  return made.outputs.every(({ path }, index) => isInPlace(asidePaths[index] ?? '', path));
}

function removeQuietly(path: string): void {
  try {
    rmSync(toNative(path), { force: true });
  } catch {
    // The disk may be gone or read-only now; a hidden file stays, which harms nobody.
  }
}

function endInterrupted(history: HistoryStore, ledger: Ledger): void {
  const finishedAt = Date.now();
  for (const interrupted of history.interruptedAttempts()) {
    const { taskId, attempt, made } = interrupted;
    const isDone = wasDone(interrupted);
    interrupted.asidePaths.forEach(removeQuietly);
    ledger.changeTasks([taskId], (task) =>
      isDone && made && task.status === 'running'
        ? asMade(task, { finishedAt, durationMs: null }, made)
        : null,
    );
    const endedAs = isDone ? 'succeeded' : 'interrupted';
    history.endAttempt(taskId, { ...attempt, finishedAt, endedAs });
  }
}

const byPosition = (a: StoredTask, b: StoredTask) => a.task.position - b.task.position;

/**
 * Puts unfinished batches back on the queue, removes what interrupted attempts left, and finds what must go on.
 * What was running waits again; what was already in place is not done again.
 */
export function recover(history: HistoryStore, ledger: Ledger): Unfinished {
  const batches = history.unfinishedBatches();
  const existing = new Map(batches.map(({ batch }) => [batch.id, history.tasksOf(batch.id)]));
  ledger.takeUp(batches, [...existing.values()].flat().sort(byPosition));
  endInterrupted(history, ledger);
  const running = Array.from(ledger.tasks(), ({ task }) => task)
    .filter((task) => task.status === 'running')
    .map((task) => task.id);
  ledger.changeTasks(running, (task) => asQueued(task, task.queuedAt));
  return {
    tasks: [...ledger.tasks()].filter(({ task }) => task.status === 'queued'),
    walks: batches
      .filter(({ batch }) => batch.isWalking)
      .map((stored) => ({ stored, existing: existing.get(stored.batch.id) ?? [] })),
  };
}
