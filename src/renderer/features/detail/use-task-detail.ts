import { useEffect, useState } from 'react';
import type { TaskDetail } from '../../../shared/task/history.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { useTask } from '../../store/queue-store.ts';

/** All about one task, asked for again whenever the task changes. The task itself is never older than the list's. */
export function useTaskDetail(id: TaskId): TaskDetail | null {
  const live = useTask(id);
  const [detail, setDetail] = useState<TaskDetail | null>(null);
  const knownNumber = live?.number ?? -1;
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const result = await thumbline.readTaskDetail(id);
      const isNews = isCurrent && result.ok && result.value.task.number >= knownNumber;
      if (isNews) setDetail(result.value);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [id, knownNumber]);
  if (detail?.task.id !== id) return null;
  return live && live.number > detail.task.number ? { ...detail, task: live } : detail;
}
