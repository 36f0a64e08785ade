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

const special = /[\\^$+.()|[\]{}]/g;

/** `*` is any text and `?` any character; upper and lower case are the same. */
function patternOf(text: string): RegExp {
  const source = text
    .normalize()
    .replaceAll(special, String.raw`\$&`)
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'isu');
}

function namesCheck(names: readonly string[]): (name: string) => boolean {
  const wanted = names.filter((name) => !name.startsWith('!')).map(patternOf);
  const unwanted = names
    .filter((name) => name.startsWith('!'))
    .map((name) => patternOf(name.slice(1)));
  return (name) =>
    (wanted.length === 0 || wanted.some((pattern) => pattern.test(name))) &&
    !unwanted.some((pattern) => pattern.test(name));
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
