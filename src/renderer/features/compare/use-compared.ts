import { useEffect, useState } from 'react';
import type { TaskDetail } from '../../../shared/task/history.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { batchOf, useTask } from '../../store/queue-store.ts';
import type { Compared } from './compare-sides.ts';

/** What is on the queue is known at once; anything else is asked for. */
export function useCompared(id: TaskId): Compared | null {
  const live = useTask(id);
  const [detail, setDetail] = useState<TaskDetail | null>(null);
  const isLive = live !== undefined;
  useEffect(() => {
    if (isLive) return undefined;
    let isCurrent = true;
    const load = async () => {
      const result = await thumbline.readTaskDetail(id);
      if (isCurrent && result.ok) setDetail(result.value);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [id, isLive]);
  if (live) return { task: live, recipe: batchOf(live)?.recipe ?? null };
  if (detail?.task.id !== id) return null;
  return { task: detail.task, recipe: detail.batch.recipe };
}
