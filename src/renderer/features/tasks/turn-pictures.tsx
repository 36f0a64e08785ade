import { TrianglesCenterlineDashedVertical, RotateCcw, RotateCw } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Task } from '../../../shared/task/task.ts';
import type { HandTurning } from '../../../shared/task/turning.ts';
import { latinKey } from '../../../shared/commands/keys.ts';
import { listKeys } from '../../../shared/commands/list-keys.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { batchOf } from '../../store/queue-store.ts';
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

/** Turns the picture as it is shown, remembers that with it, and makes its results again in their place. */
export async function turnPicture(task: Task, by: HandTurning): Promise<void> {
  const batch = batchOf(task);
  if (!batch) return;
  const saved = await thumbline.turnPicture({ taskId: task.id, by });
  if (!saved.ok) {
    raiseNotice({ title: saved.problem.message, isProblem: true });
    return;
  }
  for (const { taskIds, conflict } of inPlace([task])) {
    const recipe = { ...batch.recipe, conflict };
    if (!(await ask(thumbline.runTasksAgain({ taskIds, recipe })))) continue;
    raiseNotice({ title: tasksWords(`turned.${by}`), detail: tasksWords('turned.remembered') });
  }
}

/** False where the key means nothing here. Each turn writes files, so a key that is held turns once. */
export function turnByKey(event: KeyboardEvent, task: Task | undefined): boolean {
  const letter = latinKey(event);
  const turning = handTurns.find((by) => keysOf[by][0].toLowerCase() === letter);
  if (turning === undefined || event.altKey || !canTurn(task)) return false;
  if (!event.repeat) void turnPicture(task, turning);
  return true;
}

/** In a menu of their own. */
export function turnMenu(task: Task): readonly MenuEntry[] {
  if (!canTurn(task)) return [];
  const entries = handTurns.map((by) => ({
    label: tasksWords(`turn.${by}`),
    icon: turnIcons[by],
    keys: shownKeys(keysOf[by]),
    onSelect: () => void turnPicture(task, by),
  }));
  return [{ label: tasksWords('turn'), icon: turnIcons.right, entries }];
}
