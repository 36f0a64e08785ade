import { dirname } from 'node:path';
import { mostRecent, type RecentPaths } from '../../shared/settings/recent-paths.ts';
import type { ParsedStore } from '../stores/parsed-store.ts';

/** More than this many at once are remembered by the folder of the first. */
const mostByName = 3;

export interface Recent {
  readonly list: () => readonly string[];
  /** Whether nobody named it: only files in it. */
  readonly isUnnamed: (path: string) => boolean;
  readonly note: (paths: readonly string[]) => void;
  readonly clear: () => void;
}

interface RecentOptions {
  readonly store: ParsedStore<RecentPaths>;
  /** The system has a list of its own on macOS and Windows. */
  readonly tellSystem: (path: string) => void;
  readonly clearSystem: () => void;
  readonly onChange: () => void;
}

/** Remembers what was added lately, so that it can be opened again. */
export function createRecent({ store, tellSystem, clearSystem, onChange }: RecentOptions): Recent {
  const list = () => store.read().paths;
  function replace(paths: readonly string[], folders: readonly string[]): void {
    store.replace({ paths, folders: folders.filter((folder) => paths.includes(folder)) });
    onChange();
  }
  return {
    list,
    isUnnamed: (path) => store.read().folders.includes(path),
    note(named) {
      const [first] = named;
      if (first === undefined) return;
      const { paths, folders } = store.read();
      const folder = dirname(first);
      const isMany = named.length > mostByName;
      const fresh = isMany ? [folder] : named;
      fresh.forEach(tellSystem);
      const older = paths.filter((path) => !fresh.includes(path));
      // What was named once stays so.
      const isNew = isMany && !paths.includes(folder);
      const unnamed = isMany ? folders : folders.filter((one) => !fresh.includes(one));
      replace([...fresh, ...older].slice(0, mostRecent), isNew ? [folder, ...unnamed] : unnamed);
    },
    clear() {
      clearSystem();
      replace([], []);
    },
  };
}
