import type { BigIntStats } from 'node:fs';
import { setImmediate as laterTurn } from 'node:timers/promises';
import { factsNow } from '../files/file-identity.ts';
import { slowDriveOf } from '../files/mounts.ts';
import { isInside } from '../files/paths.ts';
import { type Arrived, createArrivals } from './arrivals.ts';
import {
  changedMsOf,
  excludedWithin,
  isWatchedPath,
  lookAtEntry,
  scanFolder,
  type SeenFile,
} from './scan-folder.ts';
import type { SeenList } from './seen-list.ts';
import type { WatchOrder } from './watch-words.ts';

/** How long files that keep coming are gathered. Milliseconds. */
const gatherMs = 30_000;
/** Entries looked at in one turn: some 2 ms. */
const entriesOfTurn = 256;

/** Size and time of a fingerprint: a drive that comes back gives its files other numbers, and may have left an empty folder meanwhile. */
const stampOf = (fingerprint: string) => fingerprint.split(':').slice(2).join(':');

/** Changes when a name in the folder comes or goes. */
const stampOfFolder = ({ dev, ino, mtimeNs, ctimeNs }: BigIntStats) =>
  `${dev}:${ino}:${mtimeNs}:${ctimeNs}`;

/** What lies in a watched folder, and what of it is to be made. Blocks while it asks the disk. */
export interface FolderContents {
  readonly waitingCount: () => number;
  /** The folder is another one from now on. */
  enter(facts: BigIntStats): void;
  /** Something happened at these paths. */
  note(paths: readonly string[]): void;
  /** Looks at everything. Throws if the folder itself cannot be read. */
  lookAtAll(): Promise<void>;
  /**
   * Looks at what is in folders in which names came or went since they were looked at, which is one question for each folder; a file that
   * changed in its place is found by a look at everything.
   */
  lookAtChangedFolders(): Promise<void>;
  /** Looks at what was noted. */
  lookAtNoted(): Promise<void>;
  /** What has settled since; null for nothing. */
  takeSettled(): Arrived | null;
  /** When there is something to do at the latest; null while nothing waits. */
  nextAt(): number | null;
}

interface ContentsParts {
  readonly order: WatchOrder;
  readonly seen: SeenList;
  readonly clock: () => number;
  readonly hasEnded: () => boolean;
  /** All that was there already is known, up to this time of its disk. */
  readonly onKnown: (seenUntil: number) => void;
}

export function createFolderContents({ order, seen, clock, hasEnded, onKnown }: ContentsParts) {
  const { root, settleMs, existing, seenUntil } = order;
  const drive = slowDriveOf(root);
  const arrivals = createArrivals({ settleMs, gatherMs }, seenUntil ?? -Infinity);
  const since = seenUntil ?? (existing === 'make' ? -Infinity : Infinity);
  let isFirst = true;
  let isJustEntered = false;
  let noted = new Set<string>();
  /** Folders that came, and when they are looked at once more: what was put into one before it was watched was not told. */
  const newFolders = new Map<string, number>();
  /** Folders as they were when they were looked at; null for one to be looked at once more, since clocks of disks go in steps. */
  const stamps = new Map<string, string | null>();
  /** Files that were known in the folder before it was another one: kept while that is empty. */
  const left = new Map<string, string>();

  const cameLater = (file: SeenFile, isMoved: boolean) =>
    file.changedMs > since || (isMoved && seenUntil !== null);
  const wasThere = (file: SeenFile, isMoved: boolean) =>
    isFirst && !cameLater(file, isMoved) && seen.has(file) !== false;
  const cameBack = (file: SeenFile) =>
    left.get(file.path) === stampOf(file.fingerprint) || seen.has(file) === true;

  /** Answers with whether it was looked at to its end. */
  async function stepThrough(steps: Generator<undefined>): Promise<boolean> {
    let count = 0;
    for (const _ of steps) {
      count += 1;
      if (count % entriesOfTurn === 0) await laterTurn();
      if (hasEnded()) return false;
    }
    return true;
  }

  async function lookInto(folder: string, entersKnown: boolean): Promise<void> {
    const steps = scanFolder(order, folder, {
      since,
      onTrouble: () => undefined,
      onFolder(path, facts) {
        const isEntered = entersKnown || !stamps.has(path);
        if (isEntered) stamps.set(path, stampOfFolder(facts));
        return isEntered;
      },
      onFile(file, isMoved) {
        if (wasThere(file, isMoved)) arrivals.know(file);
        else arrivals.see(file, clock());
      },
    });
    await stepThrough(steps);
  }

  async function lookAtAll(): Promise<void> {
    const found = new Set<string>();
    let isTroubled = false;
    stamps.clear();
    noteFolder(root);
    const steps = scanFolder(order, root, {
      since,
      onTrouble: () => void (isTroubled = true),
      onFolder(path, facts) {
        stamps.set(path, stampOfFolder(facts));
        return true;
      },
      onFile(file, isMoved) {
        found.add(file.path);
        if ((isJustEntered && cameBack(file)) || wasThere(file, isMoved)) arrivals.know(file);
        else arrivals.see(file, clock());
      },
    });
    if (!(await stepThrough(steps))) return;
    if (!isTroubled) arrivals.keepOnly(found);
    isJustEntered = false;
    if (found.size > 0) left.clear();
    if (!isFirst) return;
    isFirst = false;
    // It may be the empty folder in which a drive is to appear.
    if (!isTroubled && found.size > 0) seen.replace(arrivals.known());
    // What came while it was looked at is new.
    for (const path of noted) arrivals.gone(path);
    if (seenUntil === null && existing === 'leave') onKnown(arrivals.seenUntil());
  }

  /** Null for what is gone, undefined for what cannot be told: the next look at everything finds it again. */
  const lookNow = (path: string) => {
    try {
      return lookAtEntry(path, drive);
    } catch {
      return undefined;
    }
  };

  /** Whether it is there and was looked at as it is now. */
  function noteFolder(path: string): boolean {
    const facts = factsNow(path);
    const [before, stamp] = [stamps.get(path), facts && stampOfFolder(facts)];
    if (stamp === null) return stamps.delete(path);
    stamps.set(path, before === undefined || before === null || before === stamp ? stamp : null);
    return before === stamp;
  }

  async function lookAtChangedFolders(): Promise<void> {
    let count = 0;
    for (const path of stamps.keys()) {
      count += 1;
      if (count % entriesOfTurn === 0) await laterTurn();
      if (hasEnded()) return;
      if (!noteFolder(path)) await lookInto(path, false).catch(() => undefined);
    }
  }

  const lookAt = (path: string) => {
    const look = isWatchedPath(order, path) ? lookNow(path) : undefined;
    if (look === undefined) return;
    if (look === null) arrivals.gone(path);
    else if ('folder' in look) newFolders.set(path, 0);
    else arrivals.see(look, clock());
  };

  const contents: FolderContents = {
    waitingCount: () => arrivals.waitingCount,
    enter(facts) {
      for (const [path, fingerprint] of arrivals.known()) left.set(path, stampOf(fingerprint));
      isJustEntered = true;
      arrivals.passTime(changedMsOf(facts));
    },
    note(paths) {
      for (const path of paths) noted.add(path);
    },
    lookAtAll,
    lookAtChangedFolders,
    async lookAtNoted() {
      const paths = noted;
      noted = new Set();
      const excluded = paths.size > 0 ? excludedWithin(order) : null;
      for (const path of paths) if (excluded === null || !isInside(path, excluded)) lookAt(path);
      const now = clock();
      for (const [path, at] of newFolders) {
        if (at > now) continue;
        if (at === 0) newFolders.set(path, now + settleMs);
        else newFolders.delete(path);
        await lookInto(path, true).catch(() => undefined);
      }
    },
    takeSettled() {
      // One time for all: those that came together settle together.
      const now = clock();
      for (const path of arrivals.due(now)) {
        const look = lookNow(path) ?? null;
        if (look === null || 'folder' in look) arrivals.gone(path);
        else arrivals.settle(look, now);
      }
      return arrivals.take(now);
    },
    nextAt() {
      const times = [arrivals.nextAt(clock()), ...newFolders.values()];
      const known = times.filter((time) => time !== null);
      return known.length === 0 ? null : Math.min(...known);
    },
  };
  return contents;
}
