import type { SeenFile } from './scan-folder.ts';

/** Files that settled, to be made together. */
export interface Arrived {
  readonly files: readonly SeenFile[];
  /** See `WatchedFolder`. Only what came later still has to be made after a restart. */
  readonly seenUntil: number;
}

export interface Timing {
  /** A file is left alone until nothing about it changed for so long. */
  readonly settleMs: number;
  /** Files that keep coming are handed over after so long all the same. */
  readonly gatherMs: number;
}

interface Waiting {
  readonly file: SeenFile;
  readonly since: number;
}

/** What is known of the files of one folder. Times are those of a clock that only runs forward, in milliseconds. */
export interface Arrivals {
  readonly waitingCount: number;
  /** It is there already and is not to be made unless it changes. */
  know(file: SeenFile): void;
  /** Each path with its fingerprint. */
  known(): Iterable<readonly [path: string, fingerprint: string]>;
  /** It is there now: what is new or has changed waits until it settles. */
  see(file: SeenFile, now: number): void;
  gone(path: string): void;
  /** What is there was looked at, at this time by the clock of its disk. */
  passTime(changedMs: number): void;
  /** Forgets what was known and is not among these. */
  keepOnly(paths: ReadonlySet<string>): void;
  /** Those that may have settled, to be looked at again. */
  due(now: number): readonly string[];
  /** As one of those is now. */
  settle(file: SeenFile, now: number): void;
  /** What is to be made now; null if that is nothing yet. */
  take(now: number): Arrived | null;
  /** When there is something to do at the latest; null while nothing waits. */
  nextAt(now: number): number | null;
  /** Latest time of change of what needs no more work. */
  seenUntil(): number;
}

/** The smallest step of times that are kept as milliseconds in a number. */
const step = 0.001;

/** `until` is the `seenUntil` to begin with. */
export function createArrivals({ settleMs, gatherMs }: Timing, until: number): Arrivals {
  const known = new Map<string, string>();
  const waiting = new Map<string, Waiting>();
  let ready: SeenFile[] = [];
  let readySince = 0;
  let lastNewAt = -Infinity;
  let latest = until;
  let told = until;

  const passTime = (changedMs: number) => {
    if (changedMs > latest) latest = changedMs;
  };
  const seenUntil = () => {
    let least = latest;
    for (const { file } of waiting.values()) least = Math.min(least, file.changedMs - step);
    for (const { changedMs } of ready) least = Math.min(least, changedMs - step);
    return (told = Math.max(told, least));
  };

  return {
    get waitingCount() {
      return waiting.size + ready.length;
    },
    know(file) {
      known.set(file.path, file.fingerprint);
      passTime(file.changedMs);
    },
    known: () => known,
    see(file, now) {
      const { path, fingerprint } = file;
      const before = waiting.get(path);
      if (before?.file.fingerprint === fingerprint) return;
      if (!before && known.get(path) === fingerprint) return;
      if (!before) lastNewAt = now;
      waiting.set(path, { file, since: now });
    },
    gone(path) {
      known.delete(path);
      waiting.delete(path);
    },
    keepOnly(paths) {
      for (const path of known.keys()) if (!paths.has(path)) known.delete(path);
      for (const path of waiting.keys()) if (!paths.has(path)) waiting.delete(path);
    },
    due(now) {
      const paths: string[] = [];
      for (const [path, { since }] of waiting) if (now - since >= settleMs) paths.push(path);
      return paths;
    },
    settle(file, now) {
      const before = waiting.get(file.path);
      if (before === undefined) return;
      if (before.file.fingerprint !== file.fingerprint) {
        waiting.set(file.path, { file, since: now });
        return;
      }
      waiting.delete(file.path);
      known.set(file.path, file.fingerprint);
      passTime(file.changedMs);
      // One without bytes is about to be written, and will have changed then.
      if (file.sizeBytes === 0) return;
      if (ready.length === 0) readySince = now;
      ready.push(file);
    },
    take(now) {
      const isQuiet = now - lastNewAt >= settleMs;
      if (ready.length === 0 || (!isQuiet && now - readySince < gatherMs)) return null;
      const files = ready;
      ready = [];
      return { files, seenUntil: seenUntil() };
    },
    nextAt(now) {
      let at = Infinity;
      for (const { since } of waiting.values()) at = Math.min(at, since + settleMs);
      if (ready.length > 0)
        at = Math.min(at, Math.max(now, lastNewAt + settleMs), readySince + gatherMs);
      return at === Infinity ? null : at;
    },
    passTime,
    seenUntil,
  };
}
