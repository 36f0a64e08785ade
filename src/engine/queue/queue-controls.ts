import type { ReadLimits } from '../../shared/worker/messages.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Scheduler } from '../ports.ts';
import type { ServerSwitch } from '../server/server-switch.ts';
import type { WorkerPool } from '../worker-pool/attempt.ts';

export interface QueueControls {
  pause(): void;
  resume(): void;
  /** How many attempts run at once. With a working server `atServer` counts, or the server's size if that is null. */
  setConcurrency(count: number, atServer?: number | null): void;
  /** An attempt that takes longer is killed. Milliseconds; for attempts that start from now on. */
  setLimit(limitMs: number): void;
  /** How large a picture or a file may be; for attempts that start from now on. */
  setReadLimits(limits: ReadLimits): void;
}

export interface QueueControlParts {
  readonly ledger: Ledger;
  readonly scheduler: Scheduler;
  readonly server: ServerSwitch | null;
  /** Everything that makes pictures. */
  readonly pools: readonly Pick<WorkerPool, 'setLimit' | 'setReadLimits'>[];
}

export function createQueueControls(parts: QueueControlParts): QueueControls {
  const { ledger, scheduler, server, pools } = parts;

  const setPaused = (isPaused: boolean) => {
    if (isPaused) scheduler.pause();
    else scheduler.resume();
    const { queue } = ledger.snapshot();
    if (queue.isPaused !== isPaused) ledger.setQueue({ ...queue, isPaused });
  };
  const applyConcurrency = (concurrency: number) => {
    scheduler.setConcurrency(concurrency);
    ledger.setQueue({ ...ledger.snapshot().queue, concurrency });
  };
  server?.subscribe(() => {
    const { concurrency } = server;
    if (ledger.snapshot().queue.concurrency !== concurrency) applyConcurrency(concurrency);
  });

  return {
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    setConcurrency(count, atServer = null) {
      server?.setConcurrency(count, atServer);
      applyConcurrency(server?.concurrency ?? count);
    },
    setLimit(limitMs) {
      for (const pool of pools) pool.setLimit(limitMs);
    },
    setReadLimits(limits) {
      for (const pool of pools) pool.setReadLimits(limits);
    },
  };
}
