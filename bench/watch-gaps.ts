import { readFileSync } from 'node:fs';

/** How long this thread was ready and another process had the core. Linux only; 0 elsewhere. Milliseconds. */
function waitedForCoreMs(): number {
  if (process.platform !== 'linux') return 0;
  const [, waitedNs] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return Number(waitedNs) / 1e6;
}

function cpuNowMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

export interface Gaps {
  /** By the clock. */
  readonly wallMs: number;
  /** The same without the time in which other programs had the core: what is left is this program, or a disk it waits for. */
  readonly ownMs: number;
  readonly cpuMs: number;
}

/** The longest time between two turns of the main thread's event loop, in three measures. */
export function watchGaps(): () => Gaps {
  const now = () => [performance.now(), waitedForCoreMs(), cpuNowMs()] as const;
  let [at, waited, cpu] = now();
  let [wallMs, ownMs, cpuMs] = [0, 0, 0];
  const look = () => {
    const [nextAt, nextWaited, nextCpu] = now();
    wallMs = Math.max(wallMs, nextAt - at);
    ownMs = Math.max(ownMs, nextAt - at - (nextWaited - waited));
    cpuMs = Math.max(cpuMs, nextCpu - cpu);
    [at, waited, cpu] = [nextAt, nextWaited, nextCpu];
  };
  const timer = setInterval(look, 1);
  return () => {
    clearInterval(timer);
    look();
    return { wallMs, ownMs, cpuMs };
  };
}
