import { Buffer } from 'node:buffer';
import type { PeekedTasks } from '../../shared/ipc/answers.ts';
import { once } from '../../shared/once.ts';
import { Recipe, workOf } from '../../shared/task/recipe.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { isAway } from '../files/disks.ts';
import { slowDriveOf } from '../files/mounts.ts';
import type { PoolLease, WorkerPool } from '../worker-pool/attempt.ts';

/** What a list shows before there is a result: the small preview that a camera put into the file. Never a result, and on no disk. */
export interface ProvisionalPictures {
  /**
   * Looks into the files of these tasks and says which of them have such a picture now. A file that could not be looked at in time has
   * none, and is looked at again when it is asked for again.
   */
  peek(taskIds: readonly TaskId[]): Promise<PeekedTasks>;
  /** A small upright JPEG; null where none is held. */
  provisionalPicture(taskId: TaskId): Uint8Array | null;
}

export interface ProvisionalParts {
  /** One worker, which ends when nobody scrolls; a file that takes it longer than its limit is given up. */
  readonly pool: WorkerPool;
  readonly findTask: (taskId: TaskId) => Task | null;
  /** Milliseconds; left out, the clock of this process. */
  readonly now?: () => number;
}

/** A screen has some 100 pictures of about 6 kB. */
const mostHeldBytes = 8 * 1024 ** 2;
/** Files without a preview are remembered, too. */
const mostHeld = 4000;
/** So long a drive on which a file was not read in time is left alone. Milliseconds. */
const restMs = 60_000;

/** Of the worker's protocol: a peek makes nothing. */
const noWork = once(() => workOf(Recipe.parse({ outputs: [{ width: 1 }] })));

/** The pictures that were asked for last; null for a file without one. */
function createShelf() {
  const held = new Map<TaskId, Buffer | null>();
  let bytes = 0;
  const drop = (id: TaskId) => {
    bytes -= held.get(id)?.length ?? 0;
    held.delete(id);
  };
  return {
    get(id: TaskId): Buffer | null | undefined {
      const found = held.get(id);
      if (found === undefined) return undefined;
      // The last in line is the last to go.
      held.delete(id);
      held.set(id, found);
      return found;
    },
    put(id: TaskId, picture: Buffer | null) {
      drop(id);
      held.set(id, picture);
      bytes += picture?.length ?? 0;
      for (const oldest of held.keys()) {
        if (held.size <= mostHeld && bytes <= mostHeldBytes) break;
        drop(oldest);
      }
    },
  };
}

export function createProvisionalPictures(parts: ProvisionalParts): ProvisionalPictures & {
  close(): Promise<void>;
} {
  const { pool, findTask, now = () => performance.now() } = parts;
  const shelf = createShelf();
  const closing = new AbortController();
  const resting = new Map<string, number>();
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();

  const isResting = (path: string) => {
    const drive = slowDriveOf(path);
    return drive !== null && (isAway(path) || (resting.get(drive) ?? -Infinity) > now());
  };

  async function peekOne(lease: PoolLease, { id, sourcePath }: Task): Promise<void> {
    if (shelf.get(id) !== undefined || isResting(sourcePath)) return;
    const attemptId = `peek-${(count += 1)}`;
    const outcome = await lease.run(
      {
        attemptId,
        sourcePath,
        work: noWork(),
        look: 'peek',
        onProbed: () => Promise.resolve(null),
      },
      closing.signal,
    );
    if (outcome.kind === 'peeked')
      return shelf.put(
        id,
        outcome.picture === null ? null : Buffer.from(outcome.picture, 'base64'),
      );
    // A file that ends its worker would do so again.
    if (outcome.kind === 'crashed') return shelf.put(id, null);
    if (outcome.kind !== 'failed') return;
    if (outcome.failure.code !== 'timed-out') return shelf.put(id, null);
    const drive = slowDriveOf(sourcePath);
    if (drive !== null) resting.set(drive, now() + restMs);
  }

  async function peekAll(taskIds: readonly TaskId[]): Promise<PeekedTasks> {
    const tasks = taskIds.map(findTask).filter((task) => task !== null);
    const lease = pool.lease();
    // Its worker has all of them at once and looks at one after another.
    await Promise.all(tasks.map((task) => peekOne(lease, task))).finally(() => lease.end());
    return {
      found: taskIds.filter((id) => (shelf.get(id) ?? null) !== null),
      without: taskIds.filter((id) => shelf.get(id) === null),
    };
  }

  return {
    async peek(taskIds) {
      const mine = last.then(() => peekAll(taskIds));
      last = mine.catch(() => undefined);
      return mine;
    },
    provisionalPicture: (taskId) => shelf.get(taskId) ?? null,
    async close() {
      closing.abort();
      await pool.close();
      await last;
    },
  };
}
