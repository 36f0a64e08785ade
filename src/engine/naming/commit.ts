import { dirname } from 'node:path';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';
import {
  keepCopy,
  keptPathOf,
  linkWithoutReplacing,
  removeQuietly,
  renameOver,
} from '../files/atomic-rename.ts';
import { writeFailure } from '../files/write-failure.ts';

/** One file to put in place. */
export interface Move {
  readonly temporaryPath: string;
  readonly finalPath: string;
  readonly overwrites: boolean;
  /** Another free name in the same folder, for when somebody else took this one meanwhile. */
  readonly nextPath: () => Promise<string>;
  /** The original that has the name now makes room; left out where no original has it. */
  readonly makeRoom?: MakeRoom;
}

/** Takes the original at this path out of the way, and answers with how to put it back. */
export type MakeRoom = (path: string) => Promise<() => Promise<void>>;

/** What was done, and how to undo it. */
interface Done {
  readonly path: string;
  readonly undo: () => Promise<void>;
  readonly settle: () => Promise<void>;
}

const nothing = () => Promise.resolve();

async function replaceFile(move: Move, mayBeUndone: boolean): Promise<Done> {
  const { temporaryPath, finalPath: path } = move;
  const copy = keptPathOf(temporaryPath);
  const wasThere = mayBeUndone && (await keepCopy(path, copy));
  await renameOver(temporaryPath, path);
  return {
    path,
    undo: () => (wasThere ? renameOver(copy, path) : removeQuietly(path)),
    settle: wasThere ? () => removeQuietly(copy) : nothing,
  };
}

async function addFile(move: Move): Promise<Done> {
  let path = move.finalPath;
  while (!(await linkWithoutReplacing(move.temporaryPath, path))) path = await move.nextPath();
  return { path, undo: () => removeQuietly(path), settle: nothing };
}

async function replaceOriginal(move: Move, makeRoom: MakeRoom): Promise<Done> {
  const { temporaryPath, finalPath: path } = move;
  const putBack = await makeRoom(path);
  try {
    if (!(await linkWithoutReplacing(temporaryPath, path)))
      throw new Error('The place was taken meanwhile.');
  } catch (error) {
    await putBack();
    throw error;
  }
  const undo = async () => {
    await removeQuietly(path);
    await putBack();
  };
  return { path, undo, settle: nothing };
}

function moveOne(move: Move, isOneOfSeveral: boolean): Promise<Done> {
  if (move.makeRoom) return replaceOriginal(move, move.makeRoom);
  return move.overwrites ? replaceFile(move, isOneOfSeveral) : addFile(move);
}

/** Originals are replaced last: nothing happens to them until everything else is in place. */
const inOrder = (moves: readonly Move[]): Move[] =>
  moves.toSorted((a, b) => Number(a.makeRoom !== undefined) - Number(b.makeRoom !== undefined));

/** Puts every file in place and answers with the paths they got. If one fails, none stays. */
export async function moveAll(moves: readonly Move[]): Promise<Result<readonly string[], Failure>> {
  const done = new Map<Move, Done>();
  for (const move of inOrder(moves)) {
    try {
      done.set(move, await moveOne(move, moves.length > 1));
    } catch (error) {
      await Promise.allSettled(Array.from(done.values(), ({ undo }) => undo()));
      await Promise.all(moves.map(({ temporaryPath }) => removeQuietly(temporaryPath)));
      return notOk(writeFailure(error, dirname(move.finalPath)));
    }
  }
  await Promise.all(Array.from(done.values(), ({ settle }) => settle()));
  return ok(moves.map((move) => done.get(move)?.path ?? move.finalPath));
}
