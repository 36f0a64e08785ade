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
