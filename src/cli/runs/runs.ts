import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolderSync } from '../../engine/files/index.ts';
import { dataFolder } from './run-memory.ts';

/** So many runs can be undone; older ones are forgotten. */
const runsKept = 20;

/** One run of the terminal. Each has a history of its own, so that two at once never share one. */
export interface Run {
  /** When it began, as people type it: `20260405-120000-4711`, the last part the process. */
  readonly id: string;
  readonly path: string;
}

const runName = /^(\d{8}-\d{6}-\d+)\.db$/;

export const runsFolder = () => join(dataFolder(), 'runs');

/** Newest first. Empty where there is no folder. */
export function listRuns(folder: string): Run[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => runName.exec(name)?.[1] ?? [])
    .toSorted((a, b) => (a < b ? 1 : -1))
    .map((id) => ({ id, path: join(folder, `${id}.db`) }));
}

export function removeRun({ path }: Run): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}

/** Whether the process that made the run still works on it. */
export function isRunning({ id }: Run): boolean {
  const processId = Number(id.split('-').at(-1));
  if (processId === process.pid) return true;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Somebody else's process, then.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Local time: it is what people remember. */
function nameFor(start: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${start.getFullYear()}${two(start.getMonth() + 1)}${two(start.getDate())}`;
  const time = [start.getHours(), start.getMinutes(), start.getSeconds()].map(two).join('');
  return `${day}-${time}-${process.pid}`;
}

/** Begins a run's file and forgets the oldest ones that are over. Throws where nothing can be written. */
export function beginRun(folder: string): Run {
  makeFolderSync(folder, { mode: 0o700 });
  const id = nameFor(new Date());
  const run = { id, path: join(folder, `${id}.db`) };
  writeFileSync(run.path, '', { flag: 'wx', mode: 0o600 });
  for (const old of listRuns(folder).slice(runsKept)) if (!isRunning(old)) removeRun(old);
  return run;
}
