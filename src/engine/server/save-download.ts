import { dirname } from 'node:path';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';
import { otherFolder } from '../files/folder-descriptor.ts';
import { createNewFile } from '../files/new-file.ts';
import { canOpen, openFolder } from '../files/open-folder.ts';
import { removeQuietly } from '../files/atomic-rename.ts';
import { withFile } from '../files/with-file.ts';
import { writeFailure } from '../files/write-failure.ts';
import type { Take } from './ask-server.ts';
import { strange } from './remote-error.ts';

/** What a download came to, when the server did its part: this disk may still not take it. */
export type Saved = Result<void, Failure>;

/** `folderKey` is which folder is meant, where that is known: whatever else has its path by then, nothing is written there. */
export interface DownloadPlace {
  readonly path: string;
  readonly folderKey: string | undefined;
}

/** How the file is reached, in the folder itself where that can be held. */
async function reach({ path, folderKey }: DownloadPlace): Promise<{ path: string; close(): void }> {
  const folder = dirname(path);
  if (folderKey === undefined || !canOpen()) return { path, close: () => undefined };
  const held = await openFolder(folder);
  if (held.key === folderKey) return { path: held.at(path), close: () => held.close() };
  held.close();
  throw otherFolder();
}

/**
 * Writes an answer to a new file, flushed, that has exactly the size it should; one byte more and it is `strange`.
 * Unless it worked there is no file.
 */
export function saveTo(place: DownloadPlace, sizeBytes: number): Take<Saved> {
  return async ({ body }, watch) => {
    let isWhole = false;
    let ownProblem: unknown = null;
    const onDisk = async <Value>(act: () => Promise<Value>): Promise<Value> => {
      try {
        return await act();
      } catch (error) {
        ownProblem = error;
        throw error;
      }
    };
    let reached: Awaited<ReturnType<typeof reach>> | null = null;
    try {
      const { path } = (reached = await onDisk(() => reach(place)));
      const opening = onDisk(() => createNewFile(path));
      isWhole = await withFile(opening, async (file) => {
        let left = sizeBytes;
        for await (const part of body ?? []) {
          left -= part.length;
          if (left < 0) return false;
          watch.touch();
          await onDisk(() => file.write(part));
        }
        if (left > 0) return false;
        await onDisk(() => file.finish());
        return true;
      });
      return isWhole ? ok(ok(undefined)) : notOk(strange);
    } catch (error) {
      if (ownProblem === null) throw error;
      return ok(notOk(writeFailure(ownProblem, dirname(place.path))));
    } finally {
      if (!isWhole && reached) await removeQuietly(reached.path);
      reached?.close();
    }
  };
}
