import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { FocalPoint } from '../../shared/task/focal-point.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { asItStands, isTurned, type Turning } from '../../shared/task/turning.ts';
import { onDisk } from '../files/disks.ts';
import { toNative } from '../files/paths.ts';
import type { ResultMemory } from '../ports.ts';

/** Null when the file cannot be read. */
async function contentHashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  // A drive that does not answer this would hold the reading for ever.
  if ((await onDisk('stat', path).catch(() => null)) === null) return null;
  return pipeline(createReadStream(toNative(path)), hash).then(
    () => hash.digest('hex'),
    () => null,
  );
}

/** What people said of a picture by hand, by its content: a copy or a moved file has the same. */
export interface FocalPoints {
  /** Where the point of a task's picture is; null when nobody said. */
  focalPoint(taskId: TaskId): Promise<FocalPoint | null>;
  /** Remembered by the source's content, for every size and later task. False when the source cannot be read. */
  saveFocalPoint(taskId: TaskId, point: FocalPoint | null): Promise<boolean>;
  /** How a task's picture is turned before anything that its recipe says. */
  handTurning(taskId: TaskId): Promise<Turning>;
  /** Remembered like the point. False when the source cannot be read. */
  saveHandTurning(taskId: TaskId, turning: Turning): Promise<boolean>;
}

export function createFocalPoints(
  memory: ResultMemory,
  findTask: (taskId: TaskId) => Task | null,
): FocalPoints {
  const hashOf = async (taskId: TaskId) => {
    const task = findTask(taskId);
    return task && contentHashOf(task.sourcePath);
  };
  const outdate = (taskId: TaskId) => {
    const task = findTask(taskId);
    if (task) memory.outdate(task.sourcePath);
  };
  return {
    async focalPoint(taskId) {
      const hash = memory.hasFocalPoints ? await hashOf(taskId) : null;
      return hash === null ? null : memory.focalPoint(hash);
    },
    async saveFocalPoint(taskId, point) {
      const hash = await hashOf(taskId);
      if (hash === null) return false;
      memory.saveFocalPoint(hash, point);
      outdate(taskId);
      return true;
    },
    async handTurning(taskId) {
      const hash = memory.hasTurnings ? await hashOf(taskId) : null;
      return (hash === null ? null : memory.turning(hash)) ?? asItStands;
    },
    async saveHandTurning(taskId, turning) {
      const hash = await hashOf(taskId);
      if (hash === null) return false;
      memory.saveTurning(hash, isTurned(turning) ? turning : null);
      outdate(taskId);
      return true;
    },
  };
}
