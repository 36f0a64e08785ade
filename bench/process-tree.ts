import { readdirSync, readFileSync } from 'node:fs';

function childrenOf(processId: number): number[] {
  const tasks = readdirSync(`/proc/${processId}/task`);
  return tasks.flatMap((task) =>
    readFileSync(`/proc/${processId}/task/${task}/children`, 'latin1')
      .split(' ')
      .filter((text) => text.trim() !== '')
      .map(Number),
  );
}

/** Every process that another one started, and those that they started. Linux only. */
export const processesBelow = (processId: number): number[] =>
  childrenOf(processId).flatMap((child) => [child, ...processesBelow(child)]);

/** Whether a process is a worker's broker: the others below an engine decode, or hold the box around that. */
export const isBroker = (processId: number): boolean =>
  readFileSync(`/proc/${processId}/cmdline`, 'latin1').includes('broker');

/** Processor time of all threads of these processes, in milliseconds; threads that end are rare. */
export function cpuMsOfThreads(processIds: readonly number[]): number {
  let sum = 0;
  for (const id of processIds) {
    for (const task of readdirSync(`/proc/${id}/task`)) {
      const [run = '0'] = readFileSync(`/proc/${id}/task/${task}/schedstat`, 'latin1').split(' ');
      sum += Number(run) / 1e6;
    }
  }
  return sum;
}
