import { defaultReadLimits } from '../shared/worker/messages.ts';
import { admit } from './admission/admit.ts';
import { assembleEngine } from './assemble-engine.ts';
import { createLocalAttempts } from './attempt-task.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { createLedger } from './ledger/ledger.ts';
import { createPlacer } from './planning/placer.ts';
import { createLocalScheduler } from './scheduling/local-scheduler.ts';
import { createWorkerPool } from './worker-pool/create-worker-pool.ts';

const defaultLimitMs = 60_000;

function throwUncaught(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

/** The queue of one process, running at once; what was unfinished in the history goes on. */
export function createEngine(options: EngineOptions): Engine {
  const { launcher, walker, history, concurrency, cacheFolder } = options;
  const { limitMs = defaultLimitMs, readLimits = defaultReadLimits } = options;
  const { onBug = throwUncaught, elsewhere } = options;
  const ledger = createLedger(history, { isPaused: false, concurrency });
  const { trash = null, zipper = null, memory = history.memory } = options;
  const placer = createPlacer({
    isSource: (path) => ledger.hasSource(path),
    mayReplaceSources: trash !== null,
  });
  const createPool = () => createWorkerPool({ launcher, limitMs, limits: readLimits });
  return assembleEngine({
    history,
    ledger,
    scheduler: elsewhere?.scheduler ?? createLocalScheduler({ concurrency }),
    attempts:
      elsewhere?.attempts ?? createLocalAttempts({ pool: createPool(), placer, memory, trash }),
    previewPool: createPool(),
    walker,
    admit,
    cacheFolder,
    memory,
    trash,
    zipper,
    onBug,
  });
}
