import { dirname } from 'node:path';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';
import {
  keepCopy,
  keptPathOf,
  linkWithoutReplacing,
  removeQuietly,
  renameOver,
  renameOverSame,
} from '../files/atomic-rename.ts';
import { type Entry, entryAt } from '../files/file-identity.ts';
import { writeFailure } from '../files/write-failure.ts';

/** What may be replaced: a file as it was when the name was chosen, whatever has the name, or nothing. */
export type Replaces = Pick<Entry, 'fingerprint'> | 'anything' | null;

/** One file to put in place. */
export interface Move {
  readonly temporaryPath: string;
  readonly finalPath: string;
  readonly replaces: Replaces;
  /** Another free name in the same folder, for when somebody else took this one meanwhile. */
  readonly nextPath: () => Promise<string>;
  /** What has the name now is worth keeping, and makes room; left out where nothing is. */
  readonly makeRoom?: MakeRoom;
}

/** Takes the file at this path out of the way, and answers with how to put it back. */
export type MakeRoom = (path: string) => Promise<() => Promise<void>>;

/** What was done, and how to undo it. */
interface Done {
  readonly path: string;
  readonly undo: () => Promise<void>;
  readonly settle: () => Promise<void>;
}

const nothing = () => Promise.resolve();

/** How the name can be taken from a file again, unless somebody put another one there since. */
async function takingBack(temporaryPath: string, mayBeUndone: boolean) {
  const mine = mayBeUndone ? await entryAt(temporaryPath) : null;
  return async (path: string, restore = () => removeQuietly(path)) => {
    const there = await entryAt(path);
    if (mine !== null && there?.identity === mine.identity) await restore();
  };
}

async function addFile(move: Move, mayBeUndone: boolean): Promise<Done> {
  const takeBack = await takingBack(move.temporaryPath, mayBeUndone);
  let path = move.finalPath;
  while (!(await linkWithoutReplacing(move.temporaryPath, path))) path = await move.nextPath();
  return { path, undo: () => takeBack(path), settle: nothing };
}

async function replaceFile(move: Move, mayBeUndone: boolean): Promise<Done> {
  const { temporaryPath, finalPath: path, replaces } = move;
  const takeBack = await takingBack(temporaryPath, mayBeUndone);
  const copy = keptPathOf(temporaryPath);
  const wasThere = mayBeUndone && (await keepCopy(path, copy));
  if (replaces === 'anything') await renameOver(temporaryPath, path);
  else if (!replaces || !(await renameOverSame(temporaryPath, path, replaces.fingerprint))) {
    if (wasThere) await removeQuietly(copy);
    return addFile(move, mayBeUndone);
  }
  return {
    path,
    undo: () => takeBack(path, wasThere ? () => renameOver(copy, path) : undefined),
    settle: wasThere ? () => removeQuietly(copy) : nothing,
  };
}

async function replaceKept(move: Move, makeRoom: MakeRoom, mayBeUndone: boolean): Promise<Done> {
  const { temporaryPath, finalPath: path, replaces } = move;
  const isAnother =
    replaces !== 'anything' && (await entryAt(path))?.fingerprint !== replaces?.fingerprint;
  if (isAnother) return addFile(move, mayBeUndone);
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
  if (move.makeRoom) return replaceKept(move, move.makeRoom, isOneOfSeveral);
  return move.replaces ? replaceFile(move, isOneOfSeveral) : addFile(move, isOneOfSeveral);
}

/** What is worth keeping is replaced last: nothing happens to it until everything else is in place. */
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
