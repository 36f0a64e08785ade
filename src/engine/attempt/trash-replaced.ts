import { basename, dirname, join } from 'node:path';
import { isSilent } from '../files/disks.ts';
import type { MakeRoom } from '../naming/commit.ts';
import { pathOfSameEntry } from '../naming/earlier-outputs.ts';
import type { Trash } from '../ports.ts';
import type { AttemptOrder } from './attempt-order.ts';

/** A file that is replaced, the original or another one of the person's own, goes to the trash before the result has its place. */
export function trashReplaced(
  trash: Trash,
  { stored, noteReplaced, noteReturned }: AttemptOrder,
): MakeRoom {
  return async (name, reached) => {
    const path = await pathOfSameEntry(stored.task.sourcePath, name);
    const from = join(dirname(reached), basename(path));
    await noteReplaced?.({ path, trashedPath: null });
    let isNamed = false;
    const onNamed = async (trashedPath: string) => {
      await noteReplaced?.({ path, trashedPath });
      isNamed = true;
    };
    const put = trash.put(path, { flushes: true, from, onNamed });
    const trashedPath = await put.catch(async (error: unknown) => {
      // A drive that fell silent may have moved it, or do so yet: undo looks.
      if (!isNamed || !isSilent(error)) await noteReturned?.(path);
      throw error;
    });
    return async () => {
      const isBack = trashedPath !== null && (await trash.restore(trashedPath, from));
      if (isBack) await noteReturned?.(path);
    };
  };
}
