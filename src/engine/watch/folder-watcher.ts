import type { ChildProcess } from 'node:child_process';
import type { WatchState } from '../../shared/settings/watched-folders.ts';
import { diskLimitMs } from '../files/disks.ts';
import {
  abandonDriveProcess,
  type DriveProgram,
  startDriveProcess,
} from '../files/drive-process.ts';
import { slowDriveOf } from '../files/mounts.ts';
import type { ArrivedFile, WatchCommand, WatchNews, WatchOrder } from './watch-words.ts';

export interface WatchListener {
  /** What is to be made together. `seenUntil` of the order is this once `handled` was called, which is when it is stored. */
  readonly onArrived: (
    files: readonly ArrivedFile[],
    seenUntil: number,
    handled: () => void,
  ) => void;
  readonly onState: (state: WatchState) => void;
}

/** Watches folders in processes of their own: one for each drive that may hang, and one for all others. */
export interface FolderWatcher {
  /** Answers with what ends it. `order` is asked again whenever its process has to begin anew. */
  watch(order: () => Omit<WatchOrder, 'isPolled'>, listener: WatchListener): () => void;
  /** Ends all of it; nothing is waited for. */
  close(): void;
}

interface Watched extends WatchListener {
  readonly order: () => Omit<WatchOrder, 'isPolled'>;
  /** Files of a batch that is not told to its end. */
  parts: ArrivedFile[];
}

/** Of one drive. */
interface Host {
  readonly watched: Map<string, Watched>;
  child: ChildProcess | null;
  /** It was abandoned and is not gone: one drive holds up one process at most. */
  left: ChildProcess | null;
  clock: NodeJS.Timeout | undefined;
  failures: number;
}

/** What a Node may take to start, however busy the machine is. Milliseconds. */
const startLimitMs = 30_000;
const firstPauseMs = 500;
const longestPauseMs = 30_000;

/** Shares where changes of other computers are not told. By how they are named: no disk is asked. */
const isShare = (path: string) =>
  process.platform === 'win32' ? path.startsWith(String.raw`\\`) : path.startsWith('/Volumes/');

const isPolledAt = (path: string) =>
  slowDriveOf(path) !== null || (process.platform !== 'linux' && isShare(path));

export function createFolderWatcher(program: DriveProgram): FolderWatcher {
  const hosts = new Map<string, Host>();
  let lastId = 0;
  let isClosed = false;

  const tellAll = (host: Host, state: WatchState) => {
    for (const { onState } of host.watched.values()) onState(state);
  };
  const tell = ({ child }: Host, command: WatchCommand) =>
    void child?.send(command, () => undefined);
  const begin = (host: Host, id: string, { order }: Watched) => {
    const now = order();
    tell(host, { kind: 'watch', id, order: { ...now, isPolled: isPolledAt(now.root) } });
  };

  const abandon = (host: Host) => {
    clearTimeout(host.clock);
    const { child } = host;
    host.child = null;
    if (child === null) return;
    child.removeAllListeners();
    child.on('error', () => undefined);
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      host.left = child;
      child.once('exit', () => {
        host.left = null;
        start(host);
      });
    }
    abandonDriveProcess(child);
  };

  const startAgain = (host: Host) => {
    if (isClosed || host.watched.size === 0) return;
    host.failures += 1;
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** host.failures);
    host.clock = setTimeout(() => start(host), pause);
  };

  const listen = (host: Host, limitMs: number) => {
    clearTimeout(host.clock);
    host.clock = setTimeout(() => {
      abandon(host);
      for (const watched of host.watched.values()) watched.parts = [];
      tellAll(host, { kind: 'problem', problem: 'silent' });
      startAgain(host);
    }, limitMs);
  };

  const hear = (host: Host, news: WatchNews) => {
    // A drive that answers within the limit of others does so here, too.
    listen(host, Math.max(diskLimitMs(), startLimitMs));
    host.failures = 0;
    if (news.kind === 'beat') return;
    const watched = host.watched.get(news.id);
    if (watched === undefined) return;
    if (news.kind === 'state') return watched.onState(news.state);
    watched.parts.push(...news.files);
    if (news.seenUntil === null) return;
    const files = watched.parts;
    watched.parts = [];
    const { child } = host;
    watched.onArrived(files, news.seenUntil, () => {
      // A later process was told nothing of it.
      if (host.child === child) tell(host, { kind: 'handled', id: news.id });
    });
  };

  function start(host: Host): void {
    if (isClosed || host.child !== null || host.left !== null || host.watched.size === 0) return;
    const child = startDriveProcess(program);
    host.child = child;
    child.on('message', (news: WatchNews) => hear(host, news));
    const end = () => {
      if (host.child !== child) return;
      abandon(host);
      for (const watched of host.watched.values()) watched.parts = [];
      startAgain(host);
    };
    child.on('error', end);
    child.on('exit', end);
    listen(host, startLimitMs);
    for (const [id, watched] of host.watched) begin(host, id, watched);
  }

  const hostOf = (path: string): Host => {
    const drive = slowDriveOf(path);
    const found = hosts.get(drive ?? '');
    if (found) return found;
    const host: Host = {
      watched: new Map(),
      child: null,
      left: null,
      clock: undefined,
      failures: 0,
    };
    hosts.set(drive ?? '', host);
    return host;
  };

  return {
    watch(order, listener) {
      lastId += 1;
      const id = String(lastId);
      const host = hostOf(order().root);
      const watched: Watched = { order, ...listener, parts: [] };
      host.watched.set(id, watched);
      if (host.child === null) start(host);
      else begin(host, id, watched);
      return () => {
        host.watched.delete(id);
        if (host.watched.size === 0) abandon(host);
        else tell(host, { kind: 'end', id });
      };
    },
    close() {
      isClosed = true;
      for (const host of hosts.values()) abandon(host);
    },
  };
}
