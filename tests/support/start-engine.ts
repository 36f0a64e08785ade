import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { admit } from '../../src/engine/admission/admit.ts';
import { createLocalAttempts } from '../../src/engine/attempt/attempt-task.ts';
import { assembleEngine } from '../../src/engine/assemble-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { withPrivateBatches } from '../../src/engine/history/private-history.ts';
import { createLedger } from '../../src/engine/ledger/ledger.ts';
import { createManifests } from '../../src/engine/memory/manifests.ts';
import { createPlacer } from '../../src/engine/naming/placer.ts';
import { type HoldTiming, usualHoldTiming } from '../../src/engine/queue/holds.ts';
import { createLocalScheduler } from '../../src/engine/scheduling/local-scheduler.ts';
import type { FolderWalker } from '../../src/engine/walk/walker.ts';
import { createFreedesktopTrash } from '../../src/engine/trash/freedesktop-trash.ts';
import type { Change } from '../../src/shared/task/change.ts';
import { defaultPreset } from '../../src/shared/task/preset.ts';
import { Recipe } from '../../src/shared/task/recipe.ts';
import type { TaskStatus } from '../../src/shared/task/status.ts';
import type { Task } from '../../src/shared/task/task.ts';
import { createFakePool, type FakePool } from './fake-pool.ts';
import { createFakeWalker, type FakeWalker } from './fake-walker.ts';
import { tempFolder } from './temp-folder.ts';

export interface StartOptions {
  readonly folder?: string;
  readonly concurrency?: number;
  readonly historyPath?: string;
  readonly holdTiming?: HoldTiming;
}

/** An engine with everything real but the workers and the walker, which do what the test says. */
export interface StartedEngine {
  readonly engine: Engine;
  readonly folder: string;
  readonly pool: FakePool;
  readonly previewPool: FakePool;
  readonly peekPool: FakePool;
  readonly walker: FakeWalker;
  readonly bugs: unknown[];
  readonly announced: (readonly Change[])[];
  /** Makes files that pass for pictures here; answers with their paths. */
  readonly addFiles: (...names: readonly string[]) => string[];
  /** Enqueues with the default recipe, or with what `recipe` changes of it. */
  readonly enqueue: (paths: readonly string[], recipe?: object) => Promise<string>;
  readonly tasks: () => readonly Task[];
  readonly statuses: () => string[];
  /** Resolves once the task of this file is in this status. */
  readonly becomes: (sourcePath: string, status: TaskStatus) => Promise<Task>;
}

/** An engine whose workers do what the caller says; it is the caller's to close. */
export function assembleWithFakes({
  folder,
  historyPath,
  concurrency,
  walker,
  holdTiming = usualHoldTiming,
}: Required<Omit<StartOptions, 'holdTiming'>> &
  Pick<StartOptions, 'holdTiming'> & { readonly walker: FolderWalker }) {
  const [pool, previewPool, peekPool] = [createFakePool(), createFakePool(), createFakePool()];
  const bugs: unknown[] = [];
  const beside = historyPath === ':memory:' ? folder : dirname(historyPath);
  const onLost = () => bugs.push('lost');
  const onUnread = (error: unknown) => bugs.push(error);
  const news = { onLost, onUnread };
  const history = withPrivateBatches(openHistory(historyPath), { folder: beside, ...news });
  const ledger = createLedger(history, { isPaused: false, concurrency });
  const trash = createFreedesktopTrash(join(folder, 'Trash'));
  const manifests = createManifests();
  const placer = createPlacer({
    isSource: (path) => ledger.hasSource(path),
    hasOtherResult: (...result) => history.hasOtherResult(...result),
    mayReplaceSources: true,
  });
  const engine = assembleEngine({
    history,
    ledger,
    scheduler: createLocalScheduler({ concurrency }),
    server: null,
    attempts: createLocalAttempts({ pool, placer, memory: history.memory, manifests, trash }),
    previewPool,
    peekPool,
    walker,
    placer,
    admit,
    cacheFolder: join(folder, 'previews'),
    memory: history.memory,
    manifests,
    trash,
    zipper: null,
    holdTiming,
    onBug: (error) => bugs.push(error),
  });
  return { engine, history, pool, previewPool, peekPool, bugs };
}

export function startEngine(options: StartOptions = {}): StartedEngine {
  const { folder = tempFolder(), concurrency = 1 } = options;
  const { historyPath = join(folder, 'history.db') } = options;
  const walker = createFakeWalker();
  const { holdTiming = usualHoldTiming } = options;
  const parts = { folder, historyPath, concurrency, walker, holdTiming };
  const { engine, pool, previewPool, peekPool, bugs } = assembleWithFakes(parts);
  const announced: (readonly Change[])[] = [];
  engine.subscribe((changes) => announced.push(changes));
  onTestFinished(() => engine.close());

  const tasks = () => engine.listTasks(-1, 100_000).tasks;
  const inStatus = (sourcePath: string, status: TaskStatus) =>
    tasks().find((task) => task.sourcePath === sourcePath && task.status === status);
  return {
    engine,
    folder,
    pool,
    previewPool,
    peekPool,
    walker,
    bugs,
    announced,
    tasks,
    addFiles: (...names) =>
      names.map((name) => {
        const path = join(folder, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, name);
        return path;
      }),
    async enqueue(paths, recipe = {}) {
      const whole = Recipe.parse({ ...defaultPreset.recipe, ...recipe });
      const { batchId } = await engine.enqueue({ paths, recipe: whole, origin: 'drop' });
      if (batchId === null) throw new Error('nothing was taken');
      return batchId;
    },
    statuses: () => tasks().map((task) => task.status),
    becomes: (sourcePath, status) =>
      new Promise((resolve) => {
        const look = () => {
          const task = inStatus(sourcePath, status);
          if (!task) return;
          unsubscribe();
          resolve(task);
        };
        const unsubscribe = engine.subscribe(look);
        look();
      }),
  };
}
