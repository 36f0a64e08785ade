import { safeSegment } from '../../../shared/paths/safe-segment.ts';
import { createEntryNames } from './entry-names.ts';

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
