import { defaultReadLimits, headBytes } from '../shared/worker/messages.ts';
import { admit } from './admission/admit.ts';
import { assembleEngine } from './assemble-engine.ts';
import { createLocalAttempts } from './attempt/attempt-task.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { setDiskLimit } from './files/disks.ts';
import { createLedger } from './ledger/ledger.ts';
import type { FindMark } from './marks/marks.ts';
import { createManifests } from './memory/manifests.ts';
import { createPlacer } from './naming/placer.ts';
import { launchLast } from './provisional/launch-last.ts';
import { createLocalScheduler } from './scheduling/local-scheduler.ts';
import { usualTiming } from './server/server-choice.ts';
import { createServerSwitch } from './server/server-switch.ts';
import { createMemoryRoom } from './worker-pool/memory-room.ts';
import { createWorkerPool, usualLimitMs } from './worker-pool/create-worker-pool.ts';

/** A peek reads the beginning of a file only; what takes longer than the start of a worker under load comes too late. */
const peekLimits = {
  limitMs: 5000,
  limits: { ...defaultReadLimits, maxFileBytes: headBytes },
};

function throwUncaught(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

/** Tasks wait in this process; pictures are made by its workers, or by a server that is chosen. */
function runHere(
  options: EngineOptions,
  tools: Parameters<typeof createLocalAttempts>[0],
  findMark: FindMark,
) {
  const { concurrency, serverTiming, concurrencyAtServer = null } = options;
  const timing = { ...usualTiming, ...serverTiming };
  const server = createServerSwitch({ local: tools.pool, concurrency, timing, findMark });
  server.setConcurrency(concurrency, concurrencyAtServer);
  server.choose(options.server ?? null);
  const attempts = createLocalAttempts({ ...tools, pool: server.pool });
  return { scheduler: createLocalScheduler({ concurrency }), attempts, server };
}

/** The queue of one process, running at once; what was unfinished in the history goes on. */
export function createEngine(options: EngineOptions): Engine {
  const { launcher, walker, history, concurrency, cacheFolder } = options;
  const { limitMs = usualLimitMs, readLimits = defaultReadLimits } = options;
  const { onBug = throwUncaught, elsewhere } = options;
  setDiskLimit(limitMs);
  const ledger = createLedger(history, { isPaused: false, concurrency });
  const { trash = null, zipper = null, memory = history.memory } = options;
  const placer = createPlacer({
    isSource: (path) => ledger.hasSource(path),
    hasOtherResult: (...result) => history.hasOtherResult(...result),
    mayReplaceSources: trash !== null,
    isResult: (path, entry) => memory.writtenFingerprint(path) === entry.resultFingerprint,
  });
  const { leavesLists = true } = options;
  const manifests = { ...createManifests(), ...(!leavesLists && { note: () => undefined }) };
  const room = createMemoryRoom();
  const findMark: FindMark = (hash) => history.findMark(hash);
  const createPool = () =>
    createWorkerPool({ launcher, limitMs, limits: readLimits, room, findMark });
  // What is made elsewhere is held there.
  const holdTiming = elsewhere ? null : options.holdTiming;
  const run = elsewhere
    ? { ...elsewhere, server: null }
    : runHere(options, { pool: createPool(), placer, memory, manifests, trash }, findMark);
  return assembleEngine({
    ...run,
    history,
    ledger,
    previewPool: createPool(),
    peekPool: createWorkerPool({ launcher: launchLast(launcher), ...peekLimits, room }),
    walker,
    placer,
    admit,
    cacheFolder,
    memory,
    manifests,
    trash,
    zipper,
    ...(holdTiming !== undefined && { holdTiming }),
    onBug,
  });
}
