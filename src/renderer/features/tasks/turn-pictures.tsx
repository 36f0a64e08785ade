import { TrianglesCenterlineDashedVertical, RotateCcw, RotateCw } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import type { HandTurning } from '../../../shared/task/turning.ts';
import { latinKey } from '../../../shared/commands/keys.ts';
import { listKeys } from '../../../shared/commands/list-keys.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { batchOf } from '../../store/queue-store.ts';
import { awaitRemade } from '../../store/remade.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { inPlace } from './in-place.ts';
import { shownKeys } from './shown-keys.ts';

/** In the order of the menu. */
export const handTurns = ['left', 'right', 'flip'] as const satisfies readonly HandTurning[];

/** What does the same in a list. */
const keysOf = {
  left: listKeys.turnLeft,
  right: listKeys.turnRight,
  flip: listKeys.flip,
} as const satisfies Readonly<Record<HandTurning, readonly string[]>>;

export const turnIcons: Readonly<Record<HandTurning, ReactNode>> = {
  left: <RotateCcw size={15} />,
  right: <RotateCw size={15} />,
  flip: <TrianglesCenterlineDashedVertical size={15} />,
};

/** Thumbnails of the desktop show their pictures as they are. */
export function canTurn(task: Task | undefined): task is Task {
  if (!thumbline.can.focalPoints || task?.status !== 'succeeded') return false;
  const batch = batchOf(task);
  return batch !== undefined && batch.recipe.destination.kind !== 'desktop-cache';
}

/** Answers with those whose turn was remembered. A picture that has several tasks is turned once. */
async function rememberTurns(tasks: readonly Task[], by: HandTurning): Promise<readonly Task[]> {
  const turned = new Map<string, boolean>();
  for (const { id: taskId, sourcePath } of tasks) {
    if (turned.has(sourcePath)) continue;
    turned.set(sourcePath, (await ask(thumbline.turnPicture({ taskId, by }))) !== null);
  }
  return tasks.filter(({ sourcePath }) => turned.get(sourcePath));
}

/** Of tasks that wrote the same files the newest: those files are made again once. */
function lastWriters(tasks: readonly Task[]): readonly Task[] {
  const written = (task: Task) =>
    JSON.stringify(
      outputsOf(task)
        .map(({ path }) => path)
        .sort(),
    );
  const last = new Map(
    tasks.toSorted((a, b) => a.position - b.position).map((task) => [written(task), task]),
  );
  return [...last.values()];
}

/** Makes results of pictures again in their place, with the recipe each was made with; answers with those that are. */
async function remake(tasks: readonly Task[]): Promise<ReadonlySet<string>> {
  awaitRemade(tasks.map(({ sourcePath }) => sourcePath));
  const remade = new Set<TaskId>();
  for (const [batch, own] of Map.groupBy(lastWriters(tasks), batchOf)) {
    if (batch === undefined) continue;
    for (const { taskIds, conflict } of inPlace(own)) {
      const recipe = { ...batch.recipe, conflict };
      if (!(await ask(thumbline.runTasksAgain({ taskIds, recipe })))) continue;
      for (const id of taskIds) remade.add(id);
    }
  }
  return new Set(tasks.filter(({ id }) => remade.has(id)).map(({ sourcePath }) => sourcePath));
}

/** Turns pictures as they are shown, remembers that with them, and makes their results again in their place. */
export async function turnPictures(tasks: readonly Task[], by: HandTurning): Promise<void> {
  const { size: count } = await remake(await rememberTurns(tasks, by));
  if (count === 0) return;
  raiseNotice({
    title: tasksWords(`turned.${by}`),
    detail: tasksWords('turned.remembered', { count }),
  });
}

/** False where the key means nothing here. Each turn writes files, so a key that is held turns once. */
export function turnByKey(
  event: KeyboardEvent,
  meant: () => readonly (Task | undefined)[],
): boolean {
  const letter = latinKey(event);
  const turning = handTurns.find((by) => keysOf[by][0].toLowerCase() === letter);
  if (turning === undefined || event.altKey) return false;
  const turnable = meant().filter(canTurn);
  if (turnable.length === 0) return false;
  if (!event.repeat) void turnPictures(turnable, turning);
  return true;
}

/** In a menu of their own. */
export function turnMenu(tasks: readonly (Task | undefined)[]): readonly MenuEntry[] {
  const turnable = tasks.filter(canTurn);
  if (turnable.length === 0) return [];
  const entries = handTurns.map((by) => ({
    label: tasksWords(`turn.${by}`),
    icon: turnIcons[by],
    keys: shownKeys(keysOf[by]),
    onSelect: () => void turnPictures(turnable, by),
  }));
  return [{ label: tasksWords('turn'), icon: turnIcons.right, entries }];
}
