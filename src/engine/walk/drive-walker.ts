import { failure, silentDriveSubject } from '../../shared/task/failure.ts';
import { diskLimitMs } from '../files/disks.ts';
import {
  abandonDriveProcess,
  type DriveProgram,
  startDriveProcess,
} from '../files/drive-process.ts';
import { hasSlowDrives, slowDriveOf } from '../files/mounts.ts';
import type { WalkBatch } from './walk-batches.ts';
import type { WalkWord } from './walk-process.ts';
import type { FolderWalker, WalkListener, WalkRequest, WalkStart } from './walker.ts';

const silent = failure('timed-out', silentDriveSubject);

/** Hands over what one process finds; resolves to false when its drive does not answer, and abandons it then. */
function walkInProcess(
  program: DriveProgram,
  request: WalkRequest,
  tools: {
    readonly onBatch: (batch: WalkBatch) => Promise<void>;
    readonly signal: AbortSignal;
  },
): Promise<boolean> {
  const { onBatch, signal } = tools;
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const child = startDriveProcess(program);
  let clock: NodeJS.Timeout | undefined;
  const say = (word: WalkWord) => void child.send(word, () => undefined);
  const end = (isWhole: boolean) => {
    clearTimeout(clock);
    child.removeAllListeners();
    child.on('error', () => undefined);
    abandonDriveProcess(child);
    resolve(isWhole);
  };
  const listen = () => {
    clock = setTimeout(() => end(false), diskLimitMs());
  };
  const stop = () => end(true);
  signal.addEventListener('abort', stop, { once: true });
  child.on('message', (batch: WalkBatch) => {
    clearTimeout(clock);
    onBatch(batch).then(() => {
      if (!signal.aborted && child.connected) {
        listen();
        say('more');
      }
      return undefined;
    }, reject);
  });
  child.on('error', reject);
  // What it sent is heard before its end.
  child.on('close', (code) => end(code === 0));
  listen();
  say({ request });
  return promise.finally(() => signal.removeEventListener('abort', stop));
}

/**
 * Walks each drive that may hang in a process of its own, and all others in one, so that one which does not answer holds up nothing
 * else: it costs the places where the walk came to it. As long as nothing is mounted that may hang, `usual` walks.
 */
export function createDriveWalker(usual: FolderWalker, program: DriveProgram): FolderWalker {
  const walkDrives = async (request: WalkRequest, listener: WalkListener, signal: AbortSignal) => {
    const seen = new Set<string>();
    const walkAll = async (starts: readonly WalkStart[]): Promise<void> => {
      const fresh = starts.filter(({ path }) => !seen.has(path));
      for (const { path } of fresh) seen.add(path);
      const groups = Map.groupBy(fresh, ({ path }) => slowDriveOf(path));
      await Promise.all(Array.from(groups.values(), walkGroup));
    };
    const walkGroup = async (starts: readonly WalkStart[]): Promise<void> => {
      const others: Promise<void>[] = [];
      const found = new Set<string>();
      const onBatch = async (batch: WalkBatch) => {
        if (batch.elsewhere.length > 0) others.push(walkAll(batch.elsewhere));
        for (const { path } of batch.found) found.add(path);
        await listener(batch.found, batch.leftOut);
      };
      const isWhole = await walkInProcess(program, { ...request, starts }, { onBatch, signal });
      if (!isWhole && !signal.aborted) {
        const lost = starts.filter(({ path }) => !found.has(path));
        const failed = lost.map(({ root, path }) => ({
          path,
          root: path === root ? null : root,
          sizeBytes: null,
          failure: silent,
        }));
        await listener(failed, []);
      }
      await Promise.all(others);
    };
    await walkAll(request.roots.map((root) => ({ root, path: root })));
  };
  return {
    walk: (request, listener, signal) =>
      hasSlowDrives()
        ? walkDrives(request, listener, signal)
        : usual.walk(request, listener, signal),
  };
}
