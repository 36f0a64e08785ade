import { existsSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

/** A control group of Linux, which counts the processor time of every process started in it, however it ends. */
export interface CpuGroup {
  /** Whoever writes its process id there belongs to it, with all that it starts. */
  readonly membersFile: string;
  /** Seconds that its processes have taken. */
  seconds(): number;
  close(): void;
}

/** By version 1 and 2: where groups are made, and the file that counts. */
const versions = [
  {
    root: '/sys/fs/cgroup/cpuacct',
    file: 'cpuacct.usage',
    seconds: (text: string) => Number(text) / 1e9,
  },
  {
    root: '/sys/fs/cgroup',
    file: 'cpu.stat',
    seconds: (text: string) => Number(/^usage_usec (\d+)/m.exec(text)?.[1]) / 1e6,
  },
];

/** Null where this user may make none. */
export function openCpuGroup(): CpuGroup | null {
  for (const { root, file, seconds } of versions) {
    const group = join(root, `thumbline-bench-${process.pid}`);
    try {
      mkdirSync(group);
    } catch {
      continue;
    }
    const counted = join(group, file);
    if (existsSync(counted)) {
      return {
        membersFile: join(group, 'cgroup.procs'),
        seconds: () => seconds(readFileSync(counted, 'utf8')),
        close: () => rmdirSync(group),
      };
    }
    rmdirSync(group);
  }
  return null;
}
