import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { FocalPoint } from '../../shared/task/focal-point.ts';
import type { Task } from '../../shared/task/task.ts';
import { toNative } from '../files/paths.ts';
import type { ResultMemory } from '../ports.ts';

/** Null when the file cannot be read. */
async function contentHashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  return pipeline(createReadStream(toNative(path)), hash).then(
    () => hash.digest('hex'),
    () => null,
  );
}

/** Where the point of each picture is, by its content: a copy or a moved file has the same. */
export function createFocalPoints(memory: ResultMemory) {
  return {
    async read({ sourcePath }: Task): Promise<FocalPoint | null> {
      const hash = memory.hasFocalPoints ? await contentHashOf(sourcePath) : null;
      return hash === null ? null : memory.focalPoint(hash);
    },
    /** False when the source cannot be read. */
    async save({ sourcePath }: Task, point: FocalPoint | null): Promise<boolean> {
      const hash = await contentHashOf(sourcePath);
      if (hash === null) return false;
      memory.saveFocalPoint(hash, point);
      return true;
    },
  };
}
