import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';

const tickMs = 10;

/** Processor time in milliseconds: in the program itself, and in the system on its behalf. */
interface CpuTime {
  readonly user: number;
  readonly system: number;
}

/** Of another process so far. Linux only; to 10 ms. */
function cpuTimeOf(processId: number): CpuTime {
  const line = readFileSync(`/proc/${processId}/stat`, 'latin1');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return { user: Number(fields[11]) * tickMs, system: Number(fields[12]) * tickMs };
}

/** Processor time of another process so far, in milliseconds. Linux only; to 10 ms. */
export function cpuMsOf(processId: number): number {
  const { user, system } = cpuTimeOf(processId);
  return user + system;
}

const sumOf = (times: readonly CpuTime[]): CpuTime => ({
  user: times.reduce((sum, { user }) => sum + user, 0),
  system: times.reduce((sum, { system }) => sum + system, 0),
});

const inMs = ({ user, system }: NodeJS.CpuUsage): CpuTime => ({
  user: user / 1000,
  system: system / 1000,
});

/** What one run cost, in milliseconds. */
export const Cost = z.object({
  wallMs: z.number(),
  cpuMs: z.number(),
  /** Of that, the first process's main thread. */
  mainMs: z.number(),
  /** Of that, the other processes. */
  workersMs: z.number(),
  /** Of that, the system's calls of all processes. */
  systemMs: z.number(),
  transactions: z.number(),
});
export type Cost = z.infer<typeof Cost>;

/** Measures this process and the others from here to the call of the answer; the others must live that long. */
export function startMeasuring(others: readonly number[]): () => Omit<Cost, 'transactions'> {
  const now = () => ({
    wall: performance.now(),
    own: inMs(process.cpuUsage()),
    main: inMs(process.threadCpuUsage()),
    others: sumOf(others.map(cpuTimeOf)),
  });
  const spent = (after: CpuTime, before: CpuTime): number =>
    after.user + after.system - before.user - before.system;
  const before = now();
  return () => {
    const after = now();
    const workersMs = spent(after.others, before.others);
    return {
      wallMs: after.wall - before.wall,
      cpuMs: workersMs + spent(after.own, before.own),
      mainMs: spent(after.main, before.main),
      workersMs,
      systemMs: after.others.system - before.others.system + after.own.system - before.own.system,
    };
  };
}
