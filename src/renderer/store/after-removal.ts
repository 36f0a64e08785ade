import type { TaskId } from '../../shared/task/task.ts';

/** The task that takes the place of those that go: the next in the list that stays, or else the one before. */
export function nextAfter(
  shown: readonly TaskId[],
  gone: ReadonlySet<TaskId>,
  focusedId: TaskId | null,
): TaskId | null {
  const stays = (id: TaskId) => !gone.has(id);
  const at =
    focusedId !== null && gone.has(focusedId)
      ? shown.indexOf(focusedId)
      : shown.findIndex((id) => gone.has(id));
  const next = shown.find((id, index) => index > at && stays(id));
  return next ?? shown.findLast(stays) ?? null;
}
