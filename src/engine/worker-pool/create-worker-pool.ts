import { defaultReadLimits, type ReadLimits } from '../../shared/worker/messages.ts';
import type { WorkerReport } from '../../shared/ipc/monitor.ts';
import type { WorkerLauncher } from '../ports.ts';
import type { AttemptRequest, WorkerPool } from './attempt.ts';
import { createIdleWorkers } from './idle-workers.ts';
import { notStarted, type PoolOutcome } from './outcome.ts';
import { type PooledWorker, poolWorker } from './pooled-worker.ts';
import { runAttempt } from './run-attempt.ts';

export interface WorkerPoolOptions {
  readonly launcher: WorkerLauncher;
  /** An attempt that takes longer is killed. Milliseconds. */
  readonly limitMs: number;
  readonly limits?: ReadLimits;
  /** What a worker may hold beside the file itself. Bytes. */
  readonly maxMemoryBytes?: number;
  /** How long a worker without work is kept. Milliseconds. */
  readonly idleMs?: number;
}

/** Enough for 48 megapixels of HEIC or JPEG XL, the hungriest kinds of honest pictures. */
const usualMaxMemoryBytes = 2 * 1024 ** 3;

/** What one worker did so far; `sourcePath` and `busySince` are null while it is idle. */
type Record = Pick<WorkerReport, 'sourcePath' | 'busySince' | 'attemptCount'>;
const unused: Record = { sourcePath: null, busySince: null, attemptCount: 0 };

/** Workers start when an attempt finds none idle, stay for the next one, and are replaced when they die. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { launcher, idleMs = 10_000, maxMemoryBytes = usualMaxMemoryBytes } = options;
  let { limitMs, limits = defaultReadLimits } = options;
  const idle = createIdleWorkers(idleMs);
  const records = new Map<PooledWorker, Record>();
  const closing = new AbortController();
  const whenEmpty = Promise.withResolvers<void>();

  function launch(): PooledWorker {
    const worker = poolWorker(launcher.launch(), () => {
      idle.remove(worker);
      records.delete(worker);
      if (closing.signal.aborted && records.size === 0) whenEmpty.resolve();
    });
    records.set(worker, unused);
    return worker;
  }

  async function runOn(
    worker: PooledWorker,
    request: AttemptRequest,
    signal: AbortSignal,
  ): Promise<PoolOutcome> {
    const attemptCount = (records.get(worker) ?? unused).attemptCount + 1;
    const { sourcePath } = request;
    records.set(worker, { sourcePath, busySince: Date.now(), attemptCount });
    const outcome = await runAttempt(worker, request, { limitMs, limits, maxMemoryBytes, signal });
    request.onWorker?.(worker.processId);
    if (worker.isLost) return outcome;
    records.set(worker, { ...unused, attemptCount });
    idle.add(worker);
    return outcome;
  }

  return {
    async run(request, signal) {
      const either = AbortSignal.any([signal, closing.signal]);
      if (either.aborted) return { kind: 'aborted' };
      try {
        return await runOn(idle.take() ?? launch(), request, either);
      } catch (error) {
        return notStarted(`it could not be started: ${String(error)}`);
      }
    },
    setLimit: (next) => {
      limitMs = next;
    },
    setReadLimits: (next) => {
      limits = next;
    },
    report: () => [...records].map(([{ processId }, record]) => ({ processId, ...record })),
    async close() {
      if (records.size === 0) whenEmpty.resolve();
      closing.abort();
      for (const worker of records.keys()) worker.kill('closing');
      await whenEmpty.promise;
    },
  };
}
