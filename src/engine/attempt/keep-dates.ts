import { lutimesSync } from 'node:fs';
import { isForDesktop } from '../../shared/task/desktop-thumbnails.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { Output } from '../../shared/task/task.ts';
import { isSilent, onDisk } from '../files/disks.ts';
import { factsAt } from '../files/file-identity.ts';
import { modifiedMsOf, timeToSet, wholeMs, wholeMsOfResult } from '../files/fingerprints.ts';
import { toNative } from '../files/paths.ts';
import { onDiskOf } from '../files/quick-disk.ts';
import type { Placer } from '../naming/placement.ts';
import type { FileFingerprint } from '../ports.ts';
import type { Piece } from './made-pieces.ts';

export interface DateOrder {
  readonly recipe: Recipe;
  /** What the source was before it was read; null when that is not known. */
  readonly sourceFingerprint: string | null;
}

/** Gives one file the date, and answers with what it tells then: some disks round, and some refuse. */
async function setDate(
  path: string,
  modifiedMs: number,
): Promise<Pick<Output, 'modifiedAt' | 'bornAt'>> {
  const time = timeToSet(modifiedMs);
  await onDiskOf(
    path,
    () => lutimesSync(toNative(path), time, time),
    () => onDisk('setModified', path, { modifiedMs }),
  ).catch((error: unknown) => {
    // A picture is worth more than its date.
    if (isSilent(error)) throw error;
  });
  const facts = await factsAt(path);
  return facts === null
    ? {}
    : { modifiedAt: Math.floor(Number(facts.mtimeMs)), bornAt: wholeMs(facts.birthtimeNs) };
}

/**
 * Gives what was written the source's time of change, where the recipe asks for it: before anything has its name, so that
 * nobody ever meets another date there. The pieces tell the date that their files have.
 */
export async function keepDates(
  { recipe, sourceFingerprint }: DateOrder,
  pieces: readonly Piece[],
  placer: Pick<Placer, 'reach'>,
): Promise<readonly Piece[]> {
  if (!recipe.keepsDate || sourceFingerprint === null || isForDesktop(recipe)) return pieces;
  const modifiedMs = modifiedMsOf(sourceFingerprint);
  return Promise.all(
    pieces.map(async (piece) => {
      if (!piece.reserved) return piece;
      const dates = await setDate(placer.reach(piece.reserved.temporaryPath), modifiedMs);
      return { ...piece, output: { ...piece.output, ...dates } };
    }),
  );
}

/** The output with the time of change that its file was left with, so that undo never takes another one of its name and size. */
export function withTimeLeft(output: Output, left: readonly FileFingerprint[]): Output {
  const own = left.find(({ path }) => path === output.path);
  return own ? { ...output, leftAt: wholeMsOfResult(own.fingerprint) } : output;
}
