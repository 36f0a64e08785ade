import { displayName } from '../../../shared/paths/display-path.ts';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import type { ConflictPolicy } from '../../../shared/task/recipe.ts';
import type { Task, TaskId } from '../../../shared/task/task.ts';

const stemOf = (path: string) => displayName(path).replace(/\.[^.]*$/, '');

/** Whether a result got a number because its own name belongs to a file of others, which must stay. */
function steppedAside(task: Task): boolean {
  const source = stemOf(task.sourcePath);
  const own = new Set(outputsOf(task).map(({ path }) => path));
  return [...own].some((path) => {
    const [, before, number, ending] = /^(.*) \((\d{1,4})\)(\.[^.]*)$/s.exec(path) ?? [];
    if (before === undefined || stemOf(path).endsWith(source)) return false;
    // Results of one picture may have one name, and then have all numbers up to theirs.
    const earlier = Array.from({ length: Number(number) - 1 }, (_, at) =>
      at === 0 ? `${before}${ending}` : `${before} (${at + 1})${ending}`,
    );
    return earlier.some((name) => !own.has(name));
  });
}

interface Group {
  readonly taskIds: readonly TaskId[];
  readonly conflict: ConflictPolicy;
}

/** How pictures are made again in place of what was made of them, with no other file replaced. */
export function inPlace(tasks: readonly Task[]): readonly Group[] {
  const idsOf = (wanted: boolean) =>
    tasks.filter((task) => steppedAside(task) === wanted).map(({ id }) => id);
  return [
    { taskIds: idsOf(false), conflict: 'overwrite' as const },
    { taskIds: idsOf(true), conflict: 'rename' as const },
  ].filter(({ taskIds }) => taskIds.length > 0);
}
