import { safeSegment } from '../../../shared/paths/safe-segment.ts';
import { nameKey } from '../../planning/claims.ts';
import { numbered } from '../../planning/free-name.ts';

const segmentsOf = (path: string) => path.split(process.platform === 'win32' ? /[/\\]/ : '/');

/** How many segments from the root all these folders have in common. */
function commonDepth(folders: readonly (readonly string[])[]): number {
  const [first = []] = folders;
  let depth = first.length;
  for (const folder of folders) {
    while (!folder.slice(0, depth).every((segment, at) => segment === first[at])) depth -= 1;
    depth = Math.min(depth, folder.length);
  }
  return depth;
}

function joined(folder: readonly string[], name: string): string {
  return [...folder, name].join('/');
}

/**
 * Names for these files in an archive that any system can unpack: the tree below their common folder, every segment
 * safe, none twice also where case does not count. In the order of `paths`.
 */
export function archiveNames(paths: readonly string[]): string[] {
  const split = paths.map(segmentsOf);
  const depth = commonDepth(split.map((segments) => segments.slice(0, -1)));
  const wanted = split.map((segments) => segments.slice(depth).map(safeSegment));
  const taken = new Set<string>();
  for (const segments of wanted) {
    for (let end = 1; end < segments.length; end += 1) {
      taken.add(nameKey('', segments.slice(0, end).join('/')));
    }
  }
  const lastNumbers = new Map<string, number>();
  return wanted.map((segments) => {
    const folder = segments.slice(0, -1);
    const fileName = segments.at(-1) ?? '_';
    const firstKey = nameKey('', joined(folder, fileName));
    for (let number = (lastNumbers.get(firstKey) ?? 0) + 1; ; number += 1) {
      const name = joined(folder, numbered(fileName, number));
      const key = nameKey('', name);
      if (taken.has(key)) continue;
      taken.add(key);
      lastNumbers.set(firstKey, number);
      return name;
    }
  });
}
