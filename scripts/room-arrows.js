import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const imported = /(?:^\s*(?:import|export|\}).*\bfrom |^import |\bimport\()['"]([^'"\s]+)['"]/gm;

/**
 * Every import that a file below `folder` makes: `file` is absolute, `from` as it is written.
 * @param {string} folder
 * @returns {{ file: string, from: string }[]}
 */
export function importsBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => {
      const file = join(folder, name);
      const matches = readFileSync(file, 'utf8').matchAll(imported);
      return Array.from(matches, (match) => ({ file, from: match[1] ?? '' }));
    });
}

/**
 * What stands inside a room: its folders, those below a folder that `inside` names as `folder/below`, and those files of its
 * root that it names. Every other file of the root is above them and has no name here.
 * @param {string} path relative to the room
 * @param {Readonly<Record<string, readonly string[]>>} inside
 */
function placeOf(path, inside) {
  const [first = '', ...rest] = path.split(sep);
  const below = `${first}/${rest[0]}`;
  if (below in inside) return below;
  return rest.length > 0 || first in inside ? first : null;
}

/**
 * The imports between places inside one room.
 * @param {string} room its folder
 * @param {Readonly<Record<string, readonly string[]>>} inside
 * @returns {{ file: string, from: string, to: string, target: string }[]} `from` and `to` are places
 */
export function arrowsInside(room, inside) {
  return importsBelow(room)
    .filter((entry) => entry.from.startsWith('.'))
    .flatMap(({ file, from: written }) => {
      const target = relative(room, resolve(dirname(file), written));
      if (target.startsWith('..')) return [];
      const from = placeOf(relative(room, file), inside);
      const to = placeOf(target, inside) ?? 'the root';
      return from === null || from === to ? [] : [{ file, from, to, target }];
    });
}

/**
 * Places that reach themselves.
 * @param {readonly { from: string, to: string }[]} arrows
 * @returns {string[]}
 */
export function circles(arrows) {
  const next = Map.groupBy(arrows, ({ from }) => from);
  const reaches = (start, place, seen) =>
    (next.get(place) ?? []).some(({ to }) => {
      if (to === start) return true;
      if (seen.has(to)) return false;
      seen.add(to);
      return reaches(start, to, seen);
    });
  return [...next.keys()].filter((place) => reaches(place, place, new Set()));
}
