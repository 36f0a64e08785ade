import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const tickMs = 10;

/** Processor time of another process so far, in milliseconds. Linux only; to 10 ms. */
export function cpuMsOf(processId: number): number {
  const line = readFileSync(`/proc/${processId}/stat`, 'latin1');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What one run cost. `mainBusyMs` is how long the first process's main thread was not waiting. */
export interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly mainBusyMs: number;
}

/** Measures this process and the others from here to the call of the answer; the others must live that long. */
export function startMeasuring(others: readonly number[]): () => Cost {
  const cpuMs = () => others.map(cpuMsOf).reduce((sum, ms) => sum + ms, ownCpuMs());
  const before = {
    wall: performance.now(),
    cpu: cpuMs(),
    loop: performance.eventLoopUtilization(),
  };
  return () => ({
    wallMs: performance.now() - before.wall,
    cpuMs: cpuMs() - before.cpu,
    mainBusyMs: performance.eventLoopUtilization(before.loop).active,
  });
}
