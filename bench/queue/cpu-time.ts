import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { cpuMsOfThreads, isBroker, processesBelow } from '../process-tree.ts';

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

/** What one run cost, in milliseconds. */
export const Cost = z.object({
  wallMs: z.number(),
  cpuMs: z.number(),
  /** Of that, the first process's main thread, and its other threads. */
  mainMs: z.number(),
  threadsMs: z.number(),
  /** Of that, the processes that decode, and their brokers. */
  decodersMs: z.number(),
  brokersMs: z.number(),
  /** Of that, the system's calls of all processes. */
  systemMs: z.number(),
  transactions: z.number(),
});
export type Cost = z.infer<typeof Cost>;

const sumOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** What this process and those that are below it by the end take from here to the call of the answer. */
export function startMeasuring(): () => Omit<Cost, 'transactions'> {
  const before = new Map(processesBelow(process.pid).map((id) => [id, costOf(id)]));
  const [wall, own, main] = [performance.now(), process.cpuUsage(), process.threadCpuUsage()];
  const grown = (ids: readonly number[], figure: keyof ReturnType<typeof costOf>) =>
    ids.reduce((sum, id) => sum + costOf(id)[figure] - (before.get(id)?.[figure] ?? 0), 0);
  return () => {
    const wallMs = performance.now() - wall;
    const ownNow = process.cpuUsage(own);
    const mainMs = sumOf(process.threadCpuUsage(main));
    const others = processesBelow(process.pid);
    const brokers = others.filter(isBroker);
    const decodersMs = grown(
      others.filter((id) => !brokers.includes(id)),
      'all',
    );
    const brokersMs = grown(brokers, 'all');
    return {
      wallMs,
      cpuMs: sumOf(ownNow) + decodersMs + brokersMs,
      mainMs,
      threadsMs: sumOf(ownNow) - mainMs,
      decodersMs,
      brokersMs,
      systemMs: ownNow.system / 1000 + grown(others, 'system'),
    };
  };
}

function costOf(processId: number) {
  return { all: cpuMsOfThreads([processId]), system: cpuTimeOf(processId).system };
}
