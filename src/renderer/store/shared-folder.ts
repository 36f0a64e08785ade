import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';

/** All before the last separator of either kind. */
const folderOf = (path: string) => path.replace(/[\\/][^\\/]*$/, '');

/** The first task whose results lie in the folder that holds most of these tasks' results; null where none made anything. */
export function mostSharedFolder(tasks: Iterable<Task>): TaskId | null {
  const folders = new Map<string, { readonly firstId: TaskId; count: number }>();
  let most: { readonly firstId: TaskId; count: number } | null = null;
  for (const task of tasks) {
    const [output] = outputsOf(task);
    if (!output) continue;
    const path = folderOf(output.path);
    const folder = folders.get(path) ?? { firstId: task.id, count: 0 };
    folders.set(path, folder);
    folder.count += 1;
    if (!most || folder.count > most.count) most = folder;
  }
  return most?.firstId ?? null;
}
