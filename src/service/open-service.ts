import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine, noMemory, openHistory } from '../engine/index.ts';
import type { Helpers } from './processes.ts';
import { createChangeFeed } from './events/change-feed.ts';
import type { Farm, FarmOptions, KnownTasks } from './farm/farm.ts';
import { createMetrics } from './metrics/metrics.ts';
import type { Service } from './service.ts';
import type { Store } from './store/store.ts';
import { createOwnWorker } from './workers/workers.ts';
import { createSubmissions, type UploadLimits } from './uploads/submissions.ts';
import { createArriving } from './uploads/arrivals.ts';
import { openUploadIds } from './uploads/upload-ids.ts';

export interface ServiceParts {
  readonly store: Store;
  /** A folder for the history and the secret. */
  readonly dataFolder: string;
  readonly helpers: Helpers;
  /** Null: this process makes the pictures itself. */
  readonly farm: FarmOptions | null;
  readonly limits: UploadLimits;
  readonly jobs: number;
  readonly version: string;
  readonly speaksLegacyApi: boolean;
  readonly onBug: (error: unknown) => void;
  /** One plain line about the history that is found out later. */
  readonly onNotice: (notice: string) => void;
}

export interface OpenedService extends Service {
  /** Something worth telling who runs the service; null if nothing. */
  readonly notice: string | null;
  close(): Promise<void>;
}

/** BullMQ is loaded only for those who have a farm. */
async function openFarm(
  options: FarmOptions,
  known: KnownTasks,
  onBug: (error: unknown) => void,
): Promise<Farm> {
  const { createFarm } = await import('./farm/farm.ts');
  return createFarm(options, known, onBug);
}

/** An engine on the store's files, with what the routes need around it. Unfinished tasks go on. */
export async function openService(parts: ServiceParts): Promise<OpenedService> {
  const { store, dataFolder, helpers, limits, jobs, speaksLegacyApi, onBug, onNotice } = parts;
  const ids = openUploadIds(join(dataFolder, 'secret'));
  const history = openHistory(join(dataFolder, 'history.sqlite'), {
    thread: helpers.historyThread,
    onNotice,
  });
  const known: KnownTasks = {
    find: (taskId) => engine.find(taskId),
    findBatch: (batchId) => engine.findBatch(batchId),
    findMark: (hash) => engine.findMark(hash),
  };
  const farm = parts.farm && (await openFarm(parts.farm, known, onBug));
  const engine: Engine = createEngine({
    ...helpers,
    history,
    // Each upload is a new source.
    memory: noMemory,
    concurrency: jobs,
    cacheFolder: join(tmpdir(), `thumbline-service-${process.pid}`),
    onBug,
    ...(farm && { elsewhere: farm }),
  });
  const changes = createChangeFeed(engine);
  const submissions = createSubmissions(engine, limits, history.unfinishedTasks());
  const own = createOwnWorker(engine, parts.version);
  const workers = farm?.workers ?? own;
  const metrics = createMetrics(engine, workers);
  return {
    engine,
    store,
    ids,
    arriving: createArriving(),
    submissions,
    changes,
    metrics,
    farm,
    workers,
    limits,
    speaksLegacyApi,
    notice: history.notice,
    async close() {
      changes.close();
      own.close();
      submissions.close();
      metrics.close();
      await engine.close();
    },
  };
}
