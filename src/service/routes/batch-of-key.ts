import { recipeKey } from '../../engine/index.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { taskName } from '../../shared/task/outputs-of.ts';
import type { Task } from '../../shared/task/task.ts';
import { Refusal } from '../http/problems.ts';
import type { Service } from '../service.ts';
import { uploadKey } from '../store/keys.ts';
import { type IdAt, mostFiles } from '../uploads/arrivals.ts';
import { hashStream } from '../uploads/byte-streams.ts';
import type { KeptFile } from '../uploads/receive-batch.ts';

/** Whether a request with this key brought anything before. */
export function isKnown({ engine }: Service, idAt: IdAt): boolean {
  return Array.from({ length: mostFiles }, (_, at) => idAt(at)).some((id) => engine.find(id));
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
  const { engine, store } = service;
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
  for (const [at, one] of matched.entries()) {
    const file = kept[at];
    if ('taskId' in one && file) await store.copy(uploadKey(file.taskId), uploadKey(one.taskId));
  }
  return matched;
}
