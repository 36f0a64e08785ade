import { basename } from 'node:path';
import { formats, sourceFormats } from '../../shared/formats/formats.ts';
import { once } from '../../shared/once.ts';
import type { WatchFilter } from '../../shared/settings/watched-folders.ts';
import type { SeenFile } from './scan-folder.ts';

const dayMs = 86_400_000;

const withoutDot = (ending: string) => ending.toLowerCase().replace(/^\./, '');

/** All that the formats are called which are called so, too; unknown endings stand for themselves. */
function endingsOf(kinds: readonly string[]): ReadonlySet<string> {
  const asked = new Set(kinds.map(withoutDot));
  const endings = new Set(asked);
  for (const format of sourceFormats) {
    const { extensions, sharedExtensions = [] } = formats[format];
    const all = [...extensions, ...sharedExtensions];
    if (asked.has(format) || extensions.some((extension) => asked.has(extension)))
      for (const one of all) endings.add(one);
  }
  return endings;
}

/** Upper and lower case are the same. */
const lettersOf = (text: string) => Array.from(text.normalize().toLowerCase());

/**
 * `*` is any text and `?` any character. Not by a regular expression: one of many stars would try so many ways that a name could hold up
 * the watching for ever.
 */
function matcherOf(text: string): (letters: readonly string[]) => boolean {
  const pattern = lettersOf(text);
  return (letters) => {
    let at = 0;
    let star = -1;
    let afterStar = 0;
    for (let place = 0; place < letters.length;) {
      const wanted = pattern[at];
      if (wanted === '*') {
        star = at;
        at += 1;
        afterStar = place;
      } else if (wanted === '?' || (wanted !== undefined && wanted === letters[place])) {
        at += 1;
        place += 1;
      } else if (star >= 0) {
        // The last star takes one letter more; those before it need not be asked again.
        at = star + 1;
        afterStar += 1;
        place = afterStar;
      } else return false;
    }
    return pattern.slice(at).every((rest) => rest === '*');
  };
}

function namesCheck(names: readonly string[]): (name: string) => boolean {
  const wanted = names.filter((name) => !name.startsWith('!')).map(matcherOf);
  const unwanted = names
    .filter((name) => name.startsWith('!'))
    .map((name) => matcherOf(name.slice(1)));
  if (names.length === 0) return () => true;
  return (name) => {
    const letters = lettersOf(name);
    return (
      (wanted.length === 0 || wanted.some((matches) => matches(letters))) &&
      !unwanted.some((matches) => matches(letters))
    );
  };
}

/** Tells of a file whether the filter lets it through. `now` in milliseconds since 1970. */
export function createFilter(filter: WatchFilter): (file: SeenFile, now: number) => boolean {
  const { kinds, minBytes, maxBytes, maxAgeDays } = filter;
  const endings = once(() => endingsOf(kinds));
  const isNamedSo = namesCheck(filter.names);
  return ({ path, sizeBytes, modifiedMs }, now) => {
    const name = basename(path).normalize();
    if (kinds.length > 0 && !endings().has(withoutDot(name.slice(name.lastIndexOf('.') + 1))))
      return false;
    if (!isNamedSo(name)) return false;
    if (minBytes !== null && sizeBytes < minBytes) return false;
    if (maxBytes !== null && sizeBytes > maxBytes) return false;
    return maxAgeDays === null || modifiedMs >= now - maxAgeDays * dayMs;
  };
}
