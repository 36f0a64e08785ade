import type { Hold } from '../../shared/task/hold.ts';
import type { ReadLimits } from '../../shared/worker/messages.ts';
import { setDiskLimit } from '../files/disks.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Scheduler } from '../ports.ts';
import type { ServerSwitch } from '../server/server-switch.ts';
import type { WorkerPool } from '../worker-pool/attempt.ts';

export interface QueueControls {
  pause(): void;
  /** Also batches that were paused by themselves, if nothing else is left to do. */
  resume(): void;
  /** How many attempts run at once. With a working server `atServer` counts, or the server's size if that is null. */
  setConcurrency(count: number, atServer?: number | null): void;
  /** An attempt that takes longer is killed. Milliseconds; for attempts that start from now on. */
  setLimit(limitMs: number): void;
  /** How large a picture or a file may be; for attempts that start from now on. */
  setReadLimits(limits: ReadLimits): void;
}

/** What the engine itself decides. */
export interface OwnControls {
  /** What waits for a reason of its own; if it is everything, the queue pauses. Null lets it go on unless a person paused it. */
  readonly setHold: (hold: Hold | null, isEverything: boolean) => void;
  /** Nothing is left but batches that a person paused: the queue says that it is paused, and is ready for what comes. */
  readonly setAllLeftPaused: (is: boolean) => void;
  /** So many attempts more may run at once for now, in place of some that hang. */
  readonly setLent: (count: number) => void;
}

export interface QueueControlParts {
  readonly ledger: Ledger;
  readonly scheduler: Scheduler;
  readonly server: ServerSwitch | null;
  /** Everything that makes pictures. */
  readonly pools: readonly Pick<WorkerPool, 'setLimit' | 'setReadLimits'>[];
}

const isSame = (one: Hold | null, other: Hold | null) =>
  JSON.stringify(one) === JSON.stringify(other);

export function createQueueControls(parts: QueueControlParts): QueueControls & OwnControls {
  const { ledger, scheduler, server, pools } = parts;

  let isPausedByPerson = false;
  let hold: Hold | null = null;
  let isHeldWhole = false;
  let isAllLeftPaused = false;

  const applyPause = () => {
    const isStopped = isPausedByPerson || isHeldWhole;
    if (isStopped) scheduler.pause();
    else scheduler.resume();
    const isPaused = isStopped || isAllLeftPaused;
    const { hold: shown = null, ...queue } = ledger.snapshot().queue;
    if (queue.isPaused === isPaused && isSame(shown, hold)) return;
    ledger.setQueue({ ...queue, isPaused, ...(hold && { hold }) });
  };
  let lent = 0;
  const applyConcurrency = (concurrency: number) => {
    scheduler.setConcurrency(concurrency + lent);
    ledger.setQueue({ ...ledger.snapshot().queue, concurrency });
  };
  server?.subscribe(() => {
    const { concurrency } = server;
    if (ledger.snapshot().queue.concurrency !== concurrency) applyConcurrency(concurrency);
  });

  return {
    pause() {
      isPausedByPerson = true;
      applyPause();
    },
    resume() {
      isPausedByPerson = false;
      hold = null;
      isHeldWhole = false;
      applyPause();
    },
    setHold(next, isEverything) {
      if (isSame(hold, next) && isHeldWhole === isEverything) return;
      hold = next;
      isHeldWhole = isEverything;
      applyPause();
    },
    setAllLeftPaused(is) {
      if (isAllLeftPaused === is) return;
      isAllLeftPaused = is;
      applyPause();
    },
    setConcurrency(count, atServer = null) {
      server?.setConcurrency(count, atServer);
      applyConcurrency(server?.concurrency ?? count);
    },
    setLent(count) {
      lent = count;
      scheduler.setConcurrency(ledger.snapshot().queue.concurrency + lent);
    },
    setLimit(limitMs) {
      setDiskLimit(limitMs);
      for (const pool of pools) pool.setLimit(limitMs);
    },
    setReadLimits(limits) {
      for (const pool of pools) pool.setReadLimits(limits);
    },
  };
}
