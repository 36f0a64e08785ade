import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';
import { toNative } from '../files/paths.ts';
import { removeQuietly } from '../files/atomic-rename.ts';
import { writeFailure } from '../files/write-failure.ts';
import type { Take } from './ask-server.ts';
import { strange } from './remote-error.ts';

/** What a download came to, when the server did its part: this disk may still not take it. */
export type Saved = Result<void, Failure>;

/**
 * Writes an answer to a new file, flushed, that has exactly the size it should; one byte more and it is `strange`.
 * Unless it worked there is no file.
 */
export function saveTo(path: string, sizeBytes: number): Take<Saved> {
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
    try {
      await using file = await onDisk(() => open(toNative(path), 'wx'));
      let left = sizeBytes;
      for await (const part of body ?? []) {
        left -= part.length;
        if (left < 0) return notOk(strange);
        watch.touch();
        await onDisk(() => file.writeFile(part));
      }
      if (left > 0) return notOk(strange);
      await onDisk(() => file.sync());
      isWhole = true;
      return ok(ok(undefined));
    } catch (error) {
      if (ownProblem === null) throw error;
      return ok(notOk(writeFailure(ownProblem, dirname(path))));
    } finally {
      if (!isWhole) await removeQuietly(path);
    }
  };
}
