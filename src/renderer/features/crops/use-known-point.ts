import { useEffect, useState } from 'react';
import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import type { TaskWith } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { batchOf } from '../../store/queue-store.ts';

/** The point that is remembered for a picture, else the one its recipe names; null when the worker chose. */
export function useKnownPoint(task: TaskWith<'succeeded'>): FocalPoint | null {
  const [remembered, setRemembered] = useState<FocalPoint | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const result = await thumbline.readFocalPoint(task.id);
      if (isCurrent && result.ok) setRemembered(result.value);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [task.id]);
  const outputs = batchOf(task)?.recipe.outputs ?? [];
  const named = outputs.find(({ focalPoint }) => focalPoint !== null)?.focalPoint;
  return remembered ?? named ?? null;
}
