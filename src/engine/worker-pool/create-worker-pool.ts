import { defaultReadLimits, type ReadLimits } from '../../shared/worker/messages.ts';
import type { WorkerReport } from '../../shared/ipc/monitor.ts';
import type { FindMark } from '../marks/marks.ts';
import type { WorkerLauncher } from '../ports.ts';
import type { AttemptRequest, PoolLease, WorkerPool } from './attempt.ts';
import { startOf } from './attempt-protocol.ts';
import { createIdleWorkers } from './idle-workers.ts';
import { createMemoryRoom, type MemoryRoom } from './memory-room.ts';
import { notStarted, type PoolOutcome } from './outcome.ts';
import { type PooledWorker, poolWorker } from './pooled-worker.ts';
import { runAttempt } from './run-attempt.ts';
import { leaseWorker, type WorkerLease } from './worker-channel.ts';

export interface WorkerPoolOptions {
  readonly launcher: WorkerLauncher;
  /** An attempt that takes longer is killed. Milliseconds. */
  readonly limitMs: number;
  readonly limits?: ReadLimits;
  /** What a worker may hold beside the file itself. Bytes. */
  readonly maxMemoryBytes?: number;
  /** What all workers may hold together; left out, it is this pool's own. */
  readonly room?: MemoryRoom;
  /** Where pictures of watermarks are that recipes only name. */
  readonly findMark?: FindMark;
  /** How long a worker without work is kept. Milliseconds. */
  readonly idleMs?: number;
}

/** For one attempt. Milliseconds. */
export const usualLimitMs = 60_000;

/** Enough for 48 megapixels of HEIC or JPEG XL, the hungriest kinds of honest pictures. */
const usualMaxMemoryBytes = 2 * 1024 ** 3;

/** What one worker did so far; `sourcePath` and `begunAt`, by `performance.now()`, are null while it is idle. */
interface Record extends Pick<WorkerReport, 'sourcePath' | 'attemptCount'> {
  readonly begunAt: number | null;
}
const unused: Record = { sourcePath: null, begunAt: null, attemptCount: 0 };

/** By the system's clock as it is now, which may have been set since. */
const instantOf = (at: number) => Math.round(Date.now() - (performance.now() - at));

const reportOf = ([{ processId }, record]: readonly [PooledWorker, Record]): WorkerReport => {
  const { begunAt, ...facts } = record;
  return { processId, busySince: begunAt === null ? null : instantOf(begunAt), ...facts };
};

/** Workers start when an attempt finds none idle, stay for the next one, and are replaced when they die. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { launcher, idleMs = 10_000, maxMemoryBytes = usualMaxMemoryBytes } = options;
  const { room = createMemoryRoom(), findMark = () => null } = options;
  let { limitMs, limits = defaultReadLimits } = options;
  const idle = createIdleWorkers(idleMs);
  const records = new Map<PooledWorker, Record>();
  const marks = new WeakMap<PooledWorker, string>();
  /** A worker is sent the picture of a watermark once, not with each attempt. One without it says that it cannot be read. */
  const sendMark = (worker: PooledWorker, { work: { watermark } }: AttemptRequest) => {
    if (watermark?.kind !== 'stored' || marks.get(worker) === watermark.hash) return;
    const data = findMark(watermark.hash);
    if (data === null) return;
    marks.set(worker, watermark.hash);
    worker.send({ kind: 'mark', hash: watermark.hash, data });
  };
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

  /** A worker and the attempts it is held for. */
  interface Held {
    readonly worker: PooledWorker;
    readonly lease: WorkerLease;
  }
  const hold = (): Held => {
    const worker = idle.take() ?? launch();
    return { worker, lease: leaseWorker(worker) };
  };
  const letGo = ({ worker, lease }: Held) => {
    lease.end();
    if (worker.isLost) return;
    records.set(worker, { ...(records.get(worker) ?? unused), sourcePath: null, begunAt: null });
    idle.add(worker);
  };

  async function runOn(
    { worker, lease }: Held,
    request: AttemptRequest,
    signal: AbortSignal,
  ): Promise<PoolOutcome> {
    const { attemptId, sourcePath } = request;
    const channel = lease.open(attemptId);
    try {
      const start = startOf(request, limits);
      const begin = () => {
        sendMark(worker, request);
        worker.send(start);
      };
      void channel.whenReady.then((reason) => reason === null && begin());
      if (!channel.isNext) await channel.whenNext;
      if (channel.isReturned) return { kind: signal.aborted ? 'aborted' : 'returned' };
      const record = records.get(worker);
      if (record) {
        const attemptCount = record.attemptCount + 1;
        records.set(worker, { sourcePath, begunAt: performance.now(), attemptCount });
      }
      request.onBegun?.();
      const outcome = await runAttempt(channel, request, {
        limitMs,
        maxMemoryBytes,
        room,
        signal,
      });
      request.onWorker?.(worker.processId);
      return outcome;
    } finally {
      channel.close();
    }
  }

  function lease(): PoolLease {
    let held: Held | null = null;
    const take = (): Held => {
      if (held === null || held.worker.isLost) held = hold();
      return held;
    };
    return {
      async run(request, signal) {
        const either = AbortSignal.any([signal, closing.signal]);
        if (either.aborted) return { kind: 'aborted' };
        try {
          return await runOn(take(), request, either);
        } catch (error) {
          return notStarted(`it could not be started: ${String(error)}`);
        }
      },
      end() {
        if (held !== null) letGo(held);
        held = null;
      },
    };
  }

  return {
    isWorthLeasing: true,
    lease,
    async run(request, signal) {
      const mine = lease();
      return mine.run(request, signal).finally(() => mine.end());
    },
    setLimit: (next) => {
      limitMs = next;
    },
    setReadLimits: (next) => {
      limits = next;
    },
    report: () => Array.from(records, reportOf),
    async close() {
      if (records.size === 0) whenEmpty.resolve();
      closing.abort();
      for (const worker of records.keys()) worker.kill('closing');
      await whenEmpty.promise;
    },
  };
}
