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
import { type HeldFolder, reachedByPath } from '../files/held-folder.ts';
import { unwritable, writeFailure } from '../files/write-failure.ts';

/** What may be replaced: a file as it was when the name was chosen, whatever has the name, or nothing. */
export type Replaces = Pick<Entry, 'fingerprint'> | 'anything' | null;

/** One file to put in place. */
export interface Move {
  readonly temporaryPath: string;
  readonly finalPath: string;
  readonly replaces: Replaces;
  /** The folder of both paths. */
  readonly held: HeldFolder;
  /** Whether the path of the folder still leads there. */
  readonly isInPlace: () => Promise<boolean>;
  /** Another free name in the same folder, for when somebody else took this one meanwhile. */
  readonly nextPath: () => Promise<string>;
  /** What has the name now is worth keeping, and makes room; left out where nothing is. */
  readonly makeRoom?: MakeRoom;
}

/** Takes the file at this path, which is reached by the other one, out of the way, and answers with how to put it back. */
export type MakeRoom = (path: string, reached: string) => Promise<() => Promise<void>>;

/** What was done, and how to undo it. */
interface Done {
  readonly path: string;
  readonly undo: () => Promise<void>;
  readonly settle: () => Promise<void>;
}

const nothing = () => Promise.resolve();

/** Another folder has the path of the one that was written to. */
class FolderReplacedError extends Error {}

/** How the name can be taken from a file again, unless somebody put another one there since. */
async function takingBack({ temporaryPath, held }: Move) {
  const mine = await entryAt(held.at(temporaryPath));
  return async (path: string, restore = () => removeQuietly(path)) => {
    const there = await entryAt(path);
    if (mine !== null && there?.identity === mine.identity) await restore();
  };
}

async function addFile(move: Move): Promise<Done> {
  const { temporaryPath, finalPath, held, nextPath } = move;
  const takeBack = await takingBack(move);
  let path = finalPath;
  while (!(await linkWithoutReplacing(held.at(temporaryPath), held.at(path)))) {
    path = await nextPath();
  }
  return { path, undo: () => takeBack(held.at(path)), settle: nothing };
}

async function replaceFile(move: Move): Promise<Done> {
  const { temporaryPath, finalPath, held, replaces } = move;
  const [temporary, final] = [held.at(temporaryPath), held.at(finalPath)];
  const takeBack = await takingBack(move);
  const copy = keptPathOf(temporary);
  const wasThere = await keepCopy(final, copy);
  if (replaces === 'anything') await renameOver(temporary, final);
  else if (!replaces || !(await renameOverSame(temporary, final, replaces.fingerprint))) {
    if (wasThere) await removeQuietly(copy);
    return addFile(move);
  }
  return {
    path: finalPath,
    undo: () => takeBack(final, wasThere ? () => renameOver(copy, final) : undefined),
    settle: wasThere ? () => removeQuietly(copy) : nothing,
  };
}

async function replaceKept(move: Move, makeRoom: MakeRoom): Promise<Done> {
  const { temporaryPath, finalPath, held, isInPlace, replaces } = move;
  const final = held.at(finalPath);
  const isAnother =
    replaces !== 'anything' && (await entryAt(final))?.fingerprint !== replaces?.fingerprint;
  if (isAnother) return addFile(move);
  if (!(await isInPlace())) throw new FolderReplacedError();
  const putBack = await makeRoom(finalPath, final);
  try {
    if (!(await linkWithoutReplacing(held.at(temporaryPath), final)))
      throw new Error('The place was taken meanwhile.');
  } catch (error) {
    await putBack();
    throw error;
  }
  const undo = async () => {
    await removeQuietly(final);
    await putBack();
  };
  return { path: finalPath, undo, settle: nothing };
}

function moveOne(move: Move): Promise<Done> {
  if (move.makeRoom) return replaceKept(move, move.makeRoom);
  return move.replaces ? replaceFile(move) : addFile(move);
}

async function removeTemporary({ temporaryPath, held }: Move): Promise<void> {
  // Who wrote it went by the path, which may lead elsewhere by now.
  for (const path of new Set([held.at(temporaryPath), temporaryPath])) await removeQuietly(path);
}

/** What is worth keeping is replaced last: nothing happens to it until everything else is in place. */
const inOrder = (moves: readonly Move[]): Move[] =>
  moves.toSorted((a, b) => Number(a.makeRoom !== undefined) - Number(b.makeRoom !== undefined));

/** Puts every file in place and answers with the paths they got. If one fails, or its folder was replaced by another, none stays. */
export async function moveAll(moves: readonly Move[]): Promise<Result<readonly string[], Failure>> {
  const done = new Map<Move, Done>();
  for (const move of inOrder(moves)) {
    try {
      // What is not held may be looked at only before and after.
      if (move.held === reachedByPath && !(await move.isInPlace())) throw new FolderReplacedError();
      const moved = await moveOne(move);
      done.set(move, moved);
      if (!(await move.isInPlace())) throw new FolderReplacedError();
    } catch (error) {
      await Promise.allSettled(Array.from(done.values(), ({ undo }) => undo()));
      await Promise.all(moves.map(removeTemporary));
      const folder = dirname(move.finalPath);
      const isReplaced = error instanceof FolderReplacedError;
      return notOk(isReplaced ? unwritable(folder) : writeFailure(error, folder));
    }
  }
  await Promise.all(Array.from(done.values(), ({ settle }) => settle()));
  return ok(moves.map((move) => done.get(move)?.path ?? move.finalPath));
}
