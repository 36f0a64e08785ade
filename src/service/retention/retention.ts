import type { TaskId } from '../../shared/task/task.ts';
import { isSettled } from '../../shared/task/status.ts';
import type { Service } from '../service.ts';
import { incomingPrefix, outputsPrefix, taskOfKey, uploadsPrefix } from '../store/keys.ts';
import { StoreUnavailableError } from '../store/store.ts';
import { removeTask } from '../tasks/remove-task.ts';
import { createCautiousClock } from './cautious-clock.ts';

export interface RetentionRules {
  /** Milliseconds; null keeps whatever its age. */
  readonly maxAgeMs: number | null;
  /** All uploads and outputs together; null sets no limit. */
  readonly maxBytes: number | null;
}

interface Kept {
  readonly taskId: TaskId;
  sizeBytes: number;
  newest: number;
}

type Parts = Pick<Service, 'engine' | 'store'>;

async function everythingKept({ store }: Parts): Promise<Kept[]> {
  const kept = new Map<TaskId, Kept>();
  for (const prefix of [uploadsPrefix, outputsPrefix]) {
    for await (const { key, sizeBytes, modifiedAt } of store.list(prefix)) {
      const taskId = taskOfKey(key);
      if (taskId === null) continue;
      const found = kept.get(taskId) ?? { taskId, sizeBytes: 0, newest: 0 };
      found.sizeBytes += sizeBytes;
      found.newest = Math.max(found.newest, modifiedAt);
      kept.set(taskId, found);
    }
  }
  return [...kept.values()].sort((a, b) => a.newest - b.newest);
}

/** An upload that is no task yet may just be arriving; what nobody knows after a day is left over. */
const leftOverMs = 86_400_000;

function mayGo({ engine }: Parts, { taskId, newest }: Kept, now: number): boolean {
  const task = engine.find(taskId);
  return task === null ? newest < now - leftOverMs : isSettled(task.status);
}

/** Removes settled tasks with their files, oldest first, as the rules say. Answers with how many. */
export async function sweep(parts: Parts, rules: RetentionRules, now: number): Promise<number> {
  const kept = await everythingKept(parts);
  const { maxAgeMs, maxBytes } = rules;
  let totalBytes = kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let count = 0;
  for (const one of kept) {
    const isOld = maxAgeMs !== null && one.newest < now - maxAgeMs;
    const isTooMuch = maxBytes !== null && totalBytes > maxBytes;
    if (!(isOld || isTooMuch) || !mayGo(parts, one, now)) continue;
    await removeTask(parts, one.taskId);
    totalBytes -= one.sizeBytes;
    count += 1;
  }
  return count;
}

/** Uploads that broke off with the service itself. */
export async function sweepIncoming({ store }: Pick<Parts, 'store'>, now: number): Promise<void> {
  const left: string[] = [];
  for await (const { key, modifiedAt } of store.list(incomingPrefix)) {
    if (modifiedAt < now - leftOverMs) left.push(key);
  }
  await store.remove(left);
}

const sweepEveryMs = 60_000;

/** Sweeps now and then until it is closed; one sweep at a time. */
export function startRetention(
  parts: Parts,
  rules: RetentionRules,
  onError: (error: unknown) => void,
): { close(): void } {
  // Requests tell that the store is away; what is left over waits for another sweep.
  const tell = (error: unknown) => {
    if (!(error instanceof StoreUnavailableError)) onError(error);
  };
  sweepIncoming(parts, Date.now()).catch(tell);
  if (rules.maxAgeMs === null && rules.maxBytes === null) return { close: () => undefined };
  let isSweeping = false;
  const clock = createCautiousClock();
  const timer = setInterval(() => {
    const now = clock();
    if (isSweeping) return;
    isSweeping = true;
    sweep(parts, rules, now)
      .catch(tell)
      .finally(() => {
        isSweeping = false;
      });
  }, sweepEveryMs);
  return { close: () => clearInterval(timer) };
}
