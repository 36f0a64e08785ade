import { recipeKey } from '../../engine/index.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { taskName } from '../../shared/task/outputs-of.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { Refusal } from '../http/problems.ts';
import type { Service } from '../service.ts';
import { uploadKey } from '../store/keys.ts';
import { createArrival, type IdAt, idGroups, type Origin } from '../uploads/arrivals.ts';
import { hashStream } from '../uploads/byte-streams.ts';
import type { KeptFile } from '../uploads/receive-batch.ts';

/** Whether a request with this key brought anything before. */
export async function isKnown({ engine }: Service, idAt: IdAt): Promise<boolean> {
  for await (const taskIds of idGroups(idAt))
    if (taskIds.some((taskId) => engine.find(taskId))) return true;
  return false;
}

/** Null where nothing is kept. */
async function hashOf({ store }: Service, key: string): Promise<string | null> {
  const opened = await store.open(key);
  return opened && (await hashStream(opened.stream)).hash;
}

export interface SentAgain {
  readonly kept: readonly KeptFile[];
  readonly recipe: Recipe;
  readonly idAt: IdAt;
}

/**
 * What the pictures of a key that was used before are now, in their order: a task, or a file that is to become one, since a service that
 * was killed did not come to it or somebody removed it. Throws a refusal for other pictures or another recipe.
 */
export async function matchKnown(
  service: Service,
  { kept, recipe, idAt }: SentAgain,
): Promise<(Task | KeptFile)[]> {
  const { engine } = service;
  if (engine.find(idAt(kept.length))) throw new Refusal('key-reused');
  const isSame = async (task: Task, file: KeptFile) => {
    const known = engine.findBatch(task.batchId)?.recipe;
    if (taskName(task) !== file.name) return false;
    if (known && recipeKey(known) !== recipeKey(recipe)) return false;
    const before = await hashOf(service, uploadKey(task.id));
    return before === null || before === (await hashOf(service, uploadKey(file.taskId)));
  };
  const matched: (Task | KeptFile)[] = [];
  for (const [at, file] of kept.entries()) {
    const task = engine.find(idAt(at));
    if (task && !(await isSame(task, file))) throw new Refusal('key-reused');
    matched.push(task ?? { ...file, taskId: idAt(at) });
  }
  return matched;
}

export interface Copies {
  readonly files: readonly { readonly from: TaskId; readonly to: TaskId }[];
  /** Of the ids they are copied to. */
  readonly origin: Origin;
}

/** Gives what was sent the ids of its key, and has it submitted; nothing of it stays where that fails. */
export async function submitCopies<Value>(
  service: Service,
  { files, origin }: Copies,
  submit: () => Promise<Value>,
): Promise<Value> {
  const { engine, store } = service;
  const arrival = createArrival(service, origin);
  const taskIds = files.map(({ to }) => to);
  try {
    if (files.length > 0) await arrival.begin();
    for (const { from, to } of files) await store.copy(uploadKey(from), uploadKey(to));
    return await submit();
  } catch (error) {
    engine.remove(taskIds);
    await arrival.discard(taskIds);
    throw error;
  } finally {
    await arrival.end();
  }
}
