import { numbered, safeSegment } from '../../../shared/paths/safe-segment.ts';
import { nameKey } from '../../naming/claims.ts';

/** The names in one archive that any system can unpack: none twice, also where case does not count. */
export interface EntryNames {
  /** No file gets this name: it is a folder's. The segments are safe already. */
  keepFolder(segments: readonly string[]): void;
  /** This name, with every segment made safe and numbered if it is taken. */
  give(segments: readonly string[]): string;
}

const joined = (segments: readonly string[]) => segments.join('/');

export function createEntryNames(): EntryNames {
  const taken = new Set<string>();
  const lastNumbers = new Map<string, number>();
  return {
    keepFolder: (segments) => void taken.add(nameKey('', joined(segments))),
    give(segments) {
      const safe = segments.map(safeSegment);
      const folder = safe.slice(0, -1);
      const fileName = safe.at(-1) ?? '_';
      const firstKey = nameKey('', joined([...folder, fileName]));
      for (let number = (lastNumbers.get(firstKey) ?? 0) + 1; ; number += 1) {
        const name = joined([...folder, numbered(fileName, number)]);
        const key = nameKey('', name);
        if (taken.has(key)) continue;
        taken.add(key);
        lastNumbers.set(firstKey, number);
        return name;
      }
    },
  };
}

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

/** Names for these files in an archive: the tree below their common folder. In the order of `paths`. */
export function archiveNames(paths: readonly string[]): string[] {
  const split = paths.map(segmentsOf);
  const depth = commonDepth(split.map((segments) => segments.slice(0, -1)));
  const wanted = split.map((segments) => segments.slice(depth));
  const names = createEntryNames();
  for (const segments of wanted) {
    const safe = segments.map(safeSegment);
    for (let end = 1; end < safe.length; end += 1) names.keepFolder(safe.slice(0, end));
  }
  return wanted.map((segments) => names.give(segments));
}
