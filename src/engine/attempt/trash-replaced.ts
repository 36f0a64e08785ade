import { basename, dirname, join } from 'node:path';
import type { MakeRoom } from '../naming/commit.ts';
import { pathOfSameEntry } from '../naming/earlier-outputs.ts';
import type { Trash } from '../ports.ts';
import type { AttemptOrder } from './attempt-task.ts';

/** A file that is replaced, the original or another one of the person's own, goes to the trash before the result has its place. */
export function trashReplaced(
  trash: Trash,
  { stored, noteReplaced, noteReturned }: AttemptOrder,
): MakeRoom {
  return async (name, reached) => {
    const path = await pathOfSameEntry(stored.task.sourcePath, name);
    const from = join(dirname(reached), basename(path));
    await noteReplaced?.({ path, trashedPath: null });
    const put = trash.put(path, { flushes: true, from });
    const trashedPath = await put.catch(async (error: unknown) => {
      await noteReturned?.(path);
      throw error;
    });
    const putBack = async () => {
      const isBack = trashedPath !== null && (await trash.restore(trashedPath, from));
      if (isBack) await noteReturned?.(path);
    };
    try {
      await noteReplaced?.({ path, trashedPath });
    } catch (error) {
      await putBack().catch(() => undefined);
      throw error;
    }
    return putBack;
  };
}
