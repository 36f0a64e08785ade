import type { Recipe } from '../../shared/task/recipe.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import { setDiskLimit, useDrives } from '../files/disks.ts';
import { type GatheredFlushes, gatherFlushes } from '../files/gathered-flushes.ts';
import type { FindMark } from '../marks/marks.ts';
import { createManifests } from '../memory/manifests.ts';
import { noMemory } from '../memory/unchanged.ts';
import { createOwnFolderPlacer } from '../naming/own-folder-placer.ts';
import type { WorkerLauncher } from '../ports.ts';
import { createWorkerPool, usualLimitMs } from '../worker-pool/create-worker-pool.ts';
import { type AttemptOutcome, hasCrashed } from '../worker-pool/outcome.ts';
import type { AttemptOrder } from './attempt-order.ts';
import { createLocalAttempts } from './attempt-task.ts';

/** A task that another process's ledger owns. */
export interface ForeignTask {
  readonly taskId: TaskId;
  readonly sourcePath: string;
  readonly sizeBytes: number | null;
  readonly queuedAt: number;
  readonly recipe: Recipe;
  /** Made for it, if need be: see `createOwnFolderPlacer`. */
  readonly folder: string;
}

/** Several tasks for one worker process, which it makes one after another. */
export interface ForeignLease {
  /**
   * Never rejects. A picture at which the worker died is tried once more. What is made survives a power cut when this resolves: those of a
   * lease wait for each other a moment to be flushed together.
   */
  run(task: ForeignTask, signal: AbortSignal): Promise<AttemptOutcome>;
  /** After the last run. */
  end(): void;
}

/** Makes pictures for those who remember tasks elsewhere: nothing is stored here, and callers limit how many run at once. */
export interface ForeignAttempts {
  lease(): ForeignLease;
  close(): Promise<void>;
}

export interface ForeignOptions {
  readonly launcher: WorkerLauncher;
  readonly findMark: FindMark;
}

/** It is nobody's batch here. */
const batchId: BatchId = 'foreign';

/** Results go into the folder itself, whatever its recipe says of places and names. */
const recipeInto = (folder: string, recipe: Recipe): Recipe => ({
  ...recipe,
  destination: { kind: 'folder', path: folder, mirrorsTree: false },
  fileName: '{output}.{ext}',
  conflict: 'overwrite',
  replacesSource: false,
});

const nothing = () => Promise.resolve();

function orderOf(task: ForeignTask, attempt: number): AttemptOrder {
  const { taskId: id, sourcePath, sizeBytes, queuedAt } = task;
  const facts = { id, batchId, number: 0, position: 0, sourcePath, sizeBytes, queuedAt };
  return {
    stored: {
      task: { ...facts, attempts: attempt, status: 'running', startedAt: queuedAt },
      root: null,
      priority: 0,
      counter: 1,
    },
    recipe: recipeInto(task.folder, task.recipe),
    begin: () => Promise.resolve(true),
    noteTemporaryPaths: nothing,
    noteMade: nothing,
    storeAtEnd: () => undefined,
  };
}

export function createForeignAttempts({ launcher, findMark }: ForeignOptions): ForeignAttempts {
  setDiskLimit(usualLimitMs);
  const leaveDrives = useDrives();
  const flushes = new Map<string, GatheredFlushes>();
  const attempts = createLocalAttempts({
    pool: createWorkerPool({ launcher, limitMs: usualLimitMs, findMark }),
    placer: createOwnFolderPlacer(async (folder) => flushes.get(folder)?.flush(folder)),
    memory: noMemory,
    manifests: createManifests(),
    trash: null,
  });

  return {
    lease() {
      const lease = attempts.lease();
      const unmade = new Set<string>();
      const gathered = gatherFlushes(() => unmade.size > 0);
      const mine: GatheredFlushes = {
        ...gathered,
        flush(folder) {
          unmade.delete(folder);
          return gathered.flush(folder);
        },
      };
      const makeOnce = async (task: ForeignTask, attempt: number, signal: AbortSignal) => {
        const { folder } = task;
        unmade.add(folder);
        flushes.set(folder, mine);
        const outcome = await lease.run(orderOf(task, attempt), signal);
        flushes.delete(folder);
        unmade.delete(folder);
        if (unmade.size === 0) gathered.flushNow();
        return outcome;
      };
      return {
        async run(task, signal) {
          let crashes = 0;
          for (let attempt = 1; ; attempt += 1) {
            const outcome = await makeOnce(task, attempt, signal);
            const isReturned = outcome.kind === 'returned';
            if (hasCrashed(outcome)) crashes += 1;
            else if (!isReturned) return outcome;
            if (signal.aborted) return { kind: 'aborted' };
            if (!isReturned && crashes > 1) return outcome;
          }
        },
        end: () => lease.end(),
      };
    },
    async close() {
      leaveDrives();
      await attempts.close();
    },
  };
}
