import type { Engine } from '../../engine/index.ts';
import type { Change } from '../../shared/task/change.ts';
import { isSettled } from '../../shared/task/status.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';

export interface Patience {
  readonly limitMs: number;
  /** Fires when nobody waits any more. */
  readonly signal: AbortSignal;
}

/** Who waits for which task to end. Waiting and its end change nothing about the task. */
export interface Settlements {
  /** The task as it is once it is settled or patience is over; null if it is removed. Never rejects. */
  wait(taskId: TaskId, patience: Patience): Promise<Task | null>;
  /** Ends all waits. */
  close(): void;
}

/** One listener at the engine, however many wait. */
export function createSettlements(engine: Pick<Engine, 'find' | 'subscribe'>): Settlements {
  const waiting = new Map<TaskId, Set<() => void>>();
  let isClosed = false;

  const wake = (taskId: TaskId) => waiting.get(taskId)?.forEach((end) => end());
  const unsubscribe = engine.subscribe((changes: readonly Change[]) => {
    if (waiting.size === 0) return;
    for (const change of changes) {
      if (change.kind === 'removed') change.taskIds.forEach(wake);
      if (change.kind === 'task' && isSettled(change.task.status)) wake(change.task.id);
    }
  });

  const pause = (taskId: TaskId, { limitMs, signal }: Patience) =>
    new Promise<void>((resolve) => {
      const others = waiting.get(taskId) ?? new Set();
      const end = () => {
        clearTimeout(clock);
        signal.removeEventListener('abort', end);
        others.delete(end);
        if (others.size === 0 && waiting.get(taskId) === others) waiting.delete(taskId);
        resolve();
      };
      const clock = setTimeout(end, limitMs);
      signal.addEventListener('abort', end, { once: true });
      waiting.set(taskId, others.add(end));
    });

  return {
    async wait(taskId, patience) {
      const now = engine.find(taskId);
      const isOver = now === null || isSettled(now.status);
      if (isOver || isClosed || patience.signal.aborted || patience.limitMs <= 0) return now;
      await pause(taskId, patience);
      return engine.find(taskId);
    },
    close() {
      isClosed = true;
      unsubscribe();
      for (const ends of waiting.values()) for (const end of ends) end();
    },
  };
}
