import { namesTaken } from '../../shared/task/file-name.ts';
import { isForDesktop } from '../../shared/task/desktop-thumbnails.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { SourceImage } from '../../shared/task/task.ts';
import { modifiedMsOf } from '../files/fingerprints.ts';

const two = (count: number) => String(count).padStart(2, '0');

/** In the computer's own time zone, so that it is the person's date: `2019-05-31T14:05:08`. */
export function localInstant(instant: number): string {
  const date = new Date(instant);
  const year = String(date.getFullYear()).padStart(4, '0');
  const day = `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Whether names of results need a look at when the picture was taken. */
export const asksForTaken = (recipe: Recipe) =>
  namesTaken(recipe.fileName) && !isForDesktop(recipe);

/** When a picture was taken: as it says itself, else when its file was changed last; null where neither is known. */
export function takenAt(source: SourceImage, sourceFingerprint: string | null): string | null {
  if (source.taken !== undefined) return source.taken;
  return sourceFingerprint === null ? null : localInstant(modifiedMsOf(sourceFingerprint));
}
