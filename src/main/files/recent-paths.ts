import { dirname } from 'node:path';
import { mostRecent, type RecentPaths } from '../../shared/settings/recent-paths.ts';
import type { ParsedStore } from '../stores/parsed-store.ts';

/** More than this many at once are remembered by the folder of the first. */
const mostByName = 3;

export interface Recent {
  readonly list: () => readonly string[];
  readonly note: (paths: readonly string[]) => void;
  readonly clear: () => void;
}

interface RecentOptions {
  readonly store: ParsedStore<RecentPaths>;
  /** The system has a list of its own on macOS and Windows. */
  readonly tellSystem: (path: string) => void;
  readonly onChange: () => void;
}

/** Remembers what was added lately, so that it can be opened again. */
export function createRecent({ store, tellSystem, onChange }: RecentOptions): Recent {
  const list = () => store.read().paths;
  function replace(paths: readonly string[]): void {
    store.replace({ paths });
    onChange();
  }
  return {
    list,
    note(named) {
      const [first] = named;
      if (first === undefined) return;
      const fresh = named.length > mostByName ? [dirname(first)] : named;
      fresh.forEach(tellSystem);
      const older = list().filter((path) => !fresh.includes(path));
      replace([...fresh, ...older].slice(0, mostRecent));
    },
    clear: () => replace([]),
  };
}
