import { statSync } from 'node:fs';
import { setImmediate as laterTurn } from 'node:timers/promises';
import { hasImageExtension } from '../../shared/formats/taken-from-folders.ts';
import type { WatchProblem, WatchState } from '../../shared/settings/watched-folders.ts';
import { identityOf } from '../files/fingerprints.ts';
import { slowDriveOf } from '../files/mounts.ts';
import { isInside, toNative } from '../files/paths.ts';
import { errorCode } from '../files/write-failure.ts';
import { sniffFile } from '../walk/walk-folders.ts';
import { type Arrived, createArrivals } from './arrivals.ts';
import { createFilter } from './passes-filter.ts';
import { createResultLists } from './result-lists.ts';
import {
  changedMsOf,
  excludedWithin,
  isWatchedPath,
  lookAtEntry,
  scanFolder,
  type SeenFile,
} from './scan-folder.ts';
import type { Subscribe, Subscription } from './subscribe.ts';
import type { ArrivedFile, WatchOrder } from './watch-words.ts';

export interface FolderNews {
  readonly onArrived: (files: readonly ArrivedFile[], seenUntil: number) => void;
  readonly onState: (state: WatchState) => void;
}

export interface FollowParts extends FolderNews {
  readonly order: WatchOrder;
  /** Null where nothing can tell what happens. */
  readonly subscribe: Subscribe | null;
  /** Something that runs only forward, in milliseconds. */
  readonly clock: () => number;
}

/** How long files that keep coming are gathered. Milliseconds. */
const gatherMs = 30_000;
/** How often the folder itself is looked at. Milliseconds. */
const rootMs = 2000;
/** Entries looked at in one turn: some 2 ms. */
const entriesOfTurn = 256;
/** Of the time that it takes to look at all of it, so much is left between. */
const restPerLook = 20;

/** Size and time of a fingerprint: a drive that comes back gives its files other numbers, and may have left an empty folder meanwhile. */
const stampOf = (fingerprint: string) => fingerprint.split(':').slice(2).join(':');

const problems: Readonly<Record<string, WatchProblem>> = {
  ENOENT: 'away',
  ENOTDIR: 'not-a-folder',
  ELOOP: 'link-to-itself',
  EACCES: 'may-not-be-read',
  EPERM: 'may-not-be-read',
};
const problemOf = (error: unknown): WatchProblem => problems[errorCode(error)] ?? 'away';

/**
 * Follows one folder: answers with what ends that. It blocks while it asks the disk, so it has a process of its own where that may hang.
 */
export function followFolder({
  order,
  subscribe,
  clock,
  onArrived,
  onState,
}: FollowParts): () => void {
  const { root, settleMs, pollMs, existing } = order;
  const passes = createFilter(order.filter);
  const withoutResults = createResultLists(root);
  const drive = slowDriveOf(root);
  const arrivals = createArrivals({ settleMs, gatherMs }, order.seenUntil ?? -Infinity);
  let since = order.seenUntil ?? (existing === 'make' ? -Infinity : Infinity);
  let identity: string | null = null;
  let subscription: Subscription | null = null;
  let isPolled = order.isPolled || subscribe === null;
  let isFirst = true;
  let isJustEntered = false;
  let isEnded = false;
  let lookAllAt: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  /** Folders that came, and when they are looked at once more: what was put into one before it was watched was not told. */
  const newFolders = new Map<string, number>();
  let touched = new Set<string>();
  /** Files that were known in the folder before it was another one: kept while that is empty. */
  const left = new Map<string, string>();
  let lastState = '';

  const tell = (state: WatchState) => {
    const text = JSON.stringify(state);
    if (text !== lastState && !isEnded) onState(state);
    lastState = text;
  };
  const tellCount = () => {
    const waitingCount = arrivals.waitingCount;
    tell({ kind: isPolled ? 'polled' : 'watched', waitingCount });
  };

  /** A name that pictures have is enough; others are looked into. */
  const isPicture = (path: string) => hasImageExtension(path) || sniffFile(path) === 'image';
  const isWanted = (file: SeenFile) => passes(file, Date.now()) && isPicture(file.path);

  const lookAll = async (folder: string): Promise<void> => {
    const isWhole = folder === root;
    const found = new Set<string>();
    let isTroubled = false;
    const first = isFirst;
    const entered = isWhole && isJustEntered;
    const steps = scanFolder(order, folder, {
      since,
      onTrouble: () => void (isTroubled = true),
      onFile(file, isMoved) {
        if (isWhole) found.add(file.path);
        if (entered && left.get(file.path) === stampOf(file.fingerprint)) arrivals.know(file);
        else if (first && !(file.changedMs > since || (isMoved && order.seenUntil !== null)))
          arrivals.know(file);
        else arrivals.see(file, clock());
      },
    });
    let count = 0;
    for (const _ of steps) {
      count += 1;
      if (count % entriesOfTurn === 0) await laterTurn();
      if (isEnded) return;
    }
    if (!isWhole) return;
    if (!isTroubled) arrivals.keepOnly(found);
    isJustEntered = false;
    if (found.size > 0) left.clear();
    if (!first) return;
    isFirst = false;
    // What came while it was looked at is new.
    for (const path of touched) arrivals.gone(path);
    if (order.seenUntil === null && existing === 'leave') onArrived([], arrivals.seenUntil());
  };

  const touch = (path: string) => {
    if (!isWatchedPath(order, path)) return;
    let look: ReturnType<typeof lookAtEntry> = null;
    try {
      look = lookAtEntry(path, drive);
    } catch {
      return;
    }
    if (look === null) arrivals.gone(path);
    else if (!('folder' in look)) arrivals.see(look, clock());
    else newFolders.set(path, 0);
  };

  const handOver = ({ files, seenUntil }: Arrived) => {
    const wanted = withoutResults(files.filter(isWanted));
    onArrived(
      wanted.map(({ path, sizeBytes, fingerprint }) => ({ path, sizeBytes, fingerprint })),
      seenUntil,
    );
  };

  const settleDue = () => {
    // One time for all: those that came together settle together.
    const now = clock();
    for (const path of arrivals.due(now)) {
      let look: ReturnType<typeof lookAtEntry> = null;
      try {
        look = lookAtEntry(path, drive);
      } catch {
        // Gone with its folder, or not to be read: the next look at everything finds it again.
      }
      if (look === null || 'folder' in look) arrivals.gone(path);
      else arrivals.settle(look, now);
    }
    const arrived = arrivals.take(now);
    if (arrived !== null) handOver(arrived);
  };

  const leave = async () => {
    const left = subscription;
    subscription = null;
    await left?.end().catch(() => undefined);
  };

  /** Throws where the folder is not there. */
  const enterRoot = async () => {
    const facts = statSync(toNative(root), { bigint: true });
    if (!facts.isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    const now = identityOf(facts);
    if (now === identity && (isPolled || subscription !== null)) return;
    await leave();
    for (const [path, fingerprint] of arrivals.known()) left.set(path, stampOf(fingerprint));
    identity = now;
    isJustEntered = true;
    arrivals.passTime(changedMsOf(facts));
    lookAllAt = clock();
    if (isPolled || subscribe === null) return;
    try {
      subscription = await subscribe(root, {
        onPaths(paths) {
          // Names that are not UTF-8 do not come as they are.
          if (paths.some((path) => path.includes('\ufffd'))) lookAllAt = clock();
          for (const path of paths) touched.add(path);
          wake(0);
        },
        onLost() {
          lookAllAt = clock();
          wake(0);
        },
      });
    } catch {
      // Too many folders for the system, or a disk that tells nothing.
      isPolled = true;
    }
  };

  const takeTouched = async () => {
    const paths = touched;
    touched = new Set();
    const excluded = paths.size > 0 ? excludedWithin(order) : null;
    for (const path of paths) if (excluded === null || !isInside(path, excluded)) touch(path);
    const now = clock();
    for (const [path, at] of newFolders) {
      if (at > now) continue;
      if (at === 0) newFolders.set(path, now + settleMs);
      else newFolders.delete(path);
      await lookAll(path).catch(() => undefined);
    }
  };

  const turn = async () => {
    try {
      await enterRoot();
      if (lookAllAt !== null && lookAllAt <= clock()) {
        const begun = clock();
        lookAllAt = null;
        await lookAll(root);
        if (isPolled) lookAllAt = clock() + Math.max(pollMs, (clock() - begun) * restPerLook);
      }
      await takeTouched();
      settleDue();
      if (!isEnded) tellCount();
    } catch (error) {
      await leave();
      identity = null;
      tell({ kind: 'problem', problem: problemOf(error) });
    }
  };

  const waitMs = () => {
    const now = clock();
    const times = [arrivals.nextAt(now), lookAllAt, ...newFolders.values(), now + rootMs];
    const next = Math.min(...times.filter((time) => time !== null));
    return Math.max(next - now, 10);
  };

  let isTurning = false;
  let isAwaited = false;
  const run = async () => {
    if (isTurning || isEnded) {
      isAwaited = true;
      return;
    }
    isTurning = true;
    await turn();
    isTurning = false;
    const wait = isAwaited ? 10 : waitMs();
    isAwaited = false;
    if (!isEnded) wake(wait);
  };
  function wake(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), ms);
  }
  wake(0);
  tell({ kind: 'starting' });

  return () => {
    isEnded = true;
    clearTimeout(timer);
    void leave();
  };
}
