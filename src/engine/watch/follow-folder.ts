import { hasImageExtension } from '../../shared/formats/taken-from-folders.ts';
import type { WatchProblem, WatchState } from '../../shared/settings/watched-folders.ts';
import { errorCode } from '../files/write-failure.ts';
import { sniffFile } from '../walk/walk-folders.ts';
import type { Arrived } from './arrivals.ts';
import { createFolderContents } from './folder-contents.ts';
import { createFilter } from './passes-filter.ts';
import { createResultLists } from './result-lists.ts';
import type { SeenFile } from './scan-folder.ts';
import { openSeenList } from './seen-list.ts';
import type { Subscribe } from './subscribe.ts';
import { takeTurns } from './turns.ts';
import type { ArrivedFile, WatchOrder } from './watch-words.ts';
import { createWatchedRoot } from './watched-root.ts';

export interface FolderNews {
  readonly onArrived: (files: readonly ArrivedFile[], seenUntil: number) => void;
  readonly onState: (state: WatchState) => void;
}

export interface FollowedFolder {
  /** The first of what was told and not handled yet is stored. */
  readonly handled: () => void;
  readonly end: () => void;
}

export interface FollowParts extends FolderNews {
  readonly order: WatchOrder;
  /** Null where nothing can tell what happens. */
  readonly subscribe: Subscribe | null;
  /** Something that runs only forward, in milliseconds. */
  readonly clock: () => number;
}

/** How often the folder itself is looked at. Milliseconds. */
const rootMs = 2000;
/** Of the time that it takes to look at all of it, so much is left between. */
const restPerLook = 20;

const problems: Readonly<Record<string, WatchProblem>> = {
  ENOENT: 'away',
  ENOTDIR: 'not-a-folder',
  ELOOP: 'link-to-itself',
  EACCES: 'may-not-be-read',
  EPERM: 'may-not-be-read',
};
const problemOf = (error: unknown): WatchProblem => problems[errorCode(error)] ?? 'away';

/** Passes on what is to be made of what has settled: pictures that the filter lets through and that are no results. */
function tellArrived({ order, onArrived }: Pick<FollowParts, 'order' | 'onArrived'>) {
  const passes = createFilter(order.filter);
  const withoutResults = createResultLists(order.root);
  /** A name that pictures have is enough; others are looked into. */
  const isPicture = (path: string) => hasImageExtension(path) || sniffFile(path) === 'image';
  const isWanted = (file: SeenFile) => passes(file, Date.now()) && isPicture(file.path);
  return ({ files, seenUntil }: Arrived) => {
    const wanted = withoutResults(files.filter(isWanted));
    onArrived(
      wanted.map(({ path, sizeBytes, fingerprint }) => ({ path, sizeBytes, fingerprint })),
      seenUntil,
    );
  };
}

/**
 * Follows one folder: answers with what ends that. It blocks while it asks the disk, so it has a process of its own where that may hang.
 */
export function followFolder(parts: FollowParts): FollowedFolder {
  const { order, subscribe, clock, onArrived, onState } = parts;
  const tellOf = tellArrived(parts);
  const seen = openSeenList(order);
  let lookAllAt: number | null = null;
  let lookAtFoldersAt: number | null = null;
  let lastState = '';

  function tell(state: WatchState): void {
    const text = JSON.stringify(state);
    if (text !== lastState && !turns.hasEnded()) onState(state);
    lastState = text;
  }

  /** When the next look is due where nothing tells what happens: a look that takes long is not taken often. */
  const nextLook = (begun: number) =>
    root.isPolled() ? clock() + Math.max(order.pollMs, (clock() - begun) * restPerLook) : null;

  /** Looks at everything, or at the folders alone, if that is due. */
  async function lookInTime(): Promise<void> {
    const begun = clock();
    if (lookAllAt !== null && lookAllAt <= begun) {
      lookAllAt = null;
      await contents.lookAtAll();
      lookAllAt = nextLook(begun);
      lookAtFoldersAt = root.isPolled() ? clock() + order.pollMs : null;
    } else if (lookAtFoldersAt !== null && lookAtFoldersAt <= begun) {
      await contents.lookAtChangedFolders();
      lookAtFoldersAt = nextLook(begun);
    }
  }

  async function turn(): Promise<void> {
    try {
      const entered = await root.enter();
      if (entered !== null) {
        contents.enter(entered);
        lookAllAt = clock();
      }
      await lookInTime();
      await contents.lookAtNoted();
      const arrived = contents.takeSettled();
      if (arrived !== null) {
        seen.handOver(arrived.files);
        tellOf(arrived);
      }
      const waitingCount = contents.waitingCount();
      tell({ kind: root.isPolled() ? 'polled' : 'watched', waitingCount });
    } catch (error) {
      await root.leave();
      tell({ kind: 'problem', problem: problemOf(error) });
    }
  }

  function restMs(): number {
    const times = [contents.nextAt(), lookAllAt, lookAtFoldersAt, clock() + rootMs];
    return Math.min(...times.filter((time) => time !== null)) - clock();
  }

  const turns = takeTurns(turn, restMs);
  const root = createWatchedRoot({
    root: order.root,
    isPolled: order.isPolled,
    subscribe,
    onPaths(paths) {
      contents.note(paths);
      turns.soon();
    },
    onLost() {
      lookAllAt = clock();
      turns.soon();
    },
  });
  const contents = createFolderContents({
    order,
    seen,
    clock,
    hasEnded: turns.hasEnded,
    onKnown(seenUntil) {
      seen.handOver([]);
      onArrived([], seenUntil);
    },
  });
  tell({ kind: 'starting' });

  return {
    handled: () => seen.handled(),
    end() {
      turns.end();
      void root.leave();
    },
  };
}
