import { dirname } from 'node:path';
import { syncFolder } from './folder-syncs.ts';

/** So long a folder waits for others, at most. Milliseconds. */
const gatherMs = 40;

/** Flushes folders, and the ones they are in, many at a time: those above are often the same. */
export interface GatheredFlushes {
  /** Resolves once the folder's own name and those in it survive a power cut. */
  flush(folder: string): Promise<void>;
  /** Nothing more will come: what waits is flushed now. */
  flushNow(): void;
}

interface Group {
  readonly folders: Set<string>;
  readonly flushed: PromiseWithResolvers<void>;
  readonly clock: NodeJS.Timeout;
}

/** `hasMore`: others will be flushed soon, and are worth waiting for. */
export function gatherFlushes(hasMore: () => boolean): GatheredFlushes {
  let group: Group | null = null;

  const flushNow = () => {
    if (group === null) return;
    const { folders, flushed, clock } = group;
    group = null;
    clearTimeout(clock);
    const all = new Set([...folders, ...[...folders].map((folder) => dirname(folder))]);
    // Which never rejects.
    void Promise.all(Array.from(all, syncFolder)).then(() => flushed.resolve());
  };

  return {
    flushNow,
    flush(folder) {
      group ??= {
        folders: new Set(),
        flushed: Promise.withResolvers(),
        clock: setTimeout(flushNow, gatherMs),
      };
      const { folders, flushed } = group;
      folders.add(folder);
      if (!hasMore()) flushNow();
      return flushed.promise;
    },
  };
}
