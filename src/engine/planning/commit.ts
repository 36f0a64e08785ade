import { dirname } from 'node:path';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';
import { asidePathIn } from './aside.ts';
import { keepCopy, putInFreePlace, putInPlaceOf, removeQuietly } from './put-in-place.ts';
import { writeFailure } from './write-failure.ts';

/** One file to put in place. */
export interface Move {
  readonly asidePath: string;
  readonly finalPath: string;
  readonly overwrites: boolean;
  /** Another free name in the same folder, for when somebody else took this one meanwhile. */
  readonly nextPath: () => Promise<string>;
}

/** What was done, and how to undo it. */
interface Done {
  readonly path: string;
  readonly undo: () => Promise<void>;
  readonly settle: () => Promise<void>;
}

const nothing = () => Promise.resolve();

async function replaceFile(move: Move, mayBeUndone: boolean): Promise<Done> {
  const { asidePath, finalPath: path } = move;
  const copy = asidePathIn(dirname(path));
  const wasThere = mayBeUndone && (await keepCopy(path, copy));
  await putInPlaceOf(asidePath, path);
  return {
    path,
    undo: () => (wasThere ? putInPlaceOf(copy, path) : removeQuietly(path)),
    settle: wasThere ? () => removeQuietly(copy) : nothing,
  };
}

async function addFile(move: Move): Promise<Done> {
  let path = move.finalPath;
  while (!(await putInFreePlace(move.asidePath, path))) path = await move.nextPath();
  return { path, undo: () => removeQuietly(path), settle: nothing };
}

/** Puts every file in place and answers with the paths they got; if one does not work, none stays. */
export async function moveAll(moves: readonly Move[]): Promise<Result<readonly string[], Failure>> {
  const done: Done[] = [];
  for (const move of moves) {
    try {
      const isOneOfSeveral = moves.length > 1;
      done.push(move.overwrites ? await replaceFile(move, isOneOfSeveral) : await addFile(move));
    } catch (error) {
      await Promise.allSettled(done.map(({ undo }) => undo()));
      await Promise.all(moves.map(({ asidePath }) => removeQuietly(asidePath)));
      return notOk(writeFailure(error, dirname(move.finalPath)));
    }
  }
  await Promise.all(done.map(({ settle }) => settle()));
  return ok(done.map(({ path }) => path));
}
