import { splitName } from './split-name.ts';

/** Of an ordinary letter in the widest of the usual faces, and room that stays free at the ends of lines. Pixels. */
const letterWidth = 7.6;
const besideName = 22;

/** A name for two lines so many pixels wide: whole where it fits, else cut in the middle so that its end can be read. */
export function twoLineName(name: string, width: number): string {
  const most = 2 * Math.max(8, Math.floor((width - besideName) / letterWidth)) - 2;
  if (name.length <= most) return name;
  const { start, end } = splitName(name);
  if (end.length === 0 || end.length > most - 4) return name;
  // Never half of a character.
  const kept = start.slice(0, most - end.length - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}…${end}`;
}
