import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEngine,
  createNodeLauncher,
  createThreadWalker,
  openHistory,
} from '../engine/index.ts';
import { findNode } from '../engine/worker-pool/find-node.ts';
import { createChangeFeed } from './events/change-feed.ts';
import type { Farm } from './farm/farm.ts';
import { createMetrics } from './metrics/metrics.ts';
import type { Service, ServiceLimits } from './service.ts';
import type { Store } from './store/store.ts';
import { createSubmissions } from './uploads/submissions.ts';
import { openUploadIds } from './uploads/upload-ids.ts';

const here = import.meta.dirname;
const walkThread = join(here, '../engine/admission/walk-thread.ts');
const workerEntry = join(here, '../worker/index.ts');

export const launcher = createNodeLauncher({
  nodePath: findNode() ?? process.execPath,
  workerEntry,
});
export const walker = createThreadWalker(walkThread);

export interface ServiceParts {
  readonly store: Store;
  /** A folder for the history and the secret. */
  readonly dataFolder: string;
  readonly farm: Farm | null;
  readonly limits: ServiceLimits;
  readonly jobs: number;
  readonly speaksOldWords: boolean;
  readonly onBug: (error: unknown) => void;
}

export interface OpenedService extends Service {
  /** Something worth telling who runs the service; null if nothing. */
  readonly notice: string | null;
  close(): Promise<void>;
}

/** An engine on the store's files, with what the routes need around it. Unfinished tasks go on. */
export function openService(parts: ServiceParts): OpenedService {
  const { store, dataFolder, farm, limits, jobs, speaksOldWords, onBug } = parts;
  const ids = openUploadIds(join(dataFolder, 'secret'));
  const history = openHistory(join(dataFolder, 'history.sqlite'));
  const engine = createEngine({
    launcher,
    walker,
    history,
    concurrency: jobs,
    cacheFolder: join(tmpdir(), `thumbline-service-${process.pid}`),
    onBug,
    ...(farm && { elsewhere: farm }),
  });
  const changes = createChangeFeed(engine);
  const submissions = createSubmissions(engine, limits);
  const metrics = createMetrics(engine);
  return {
    engine,
    store,
    ids,
    submissions,
    changes,
    metrics,
    farm,
    limits,
    speaksOldWords,
    notice: history.notice,
    async close() {
      changes.close();
      submissions.close();
      metrics.close();
      await engine.close();
    },
  };
}
