import { readdirSync, readFileSync } from 'node:fs';

/** What a process holds in memory, and who started it; null once it is gone. */
function factsOf(id: number): { rss: number; parent: number } | null {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    const figure = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return { rss: figure('VmRSS') * 1024, parent: figure('PPid') };
  } catch {
    return null;
  }
}

/** Bytes of the process, and of the largest that it started, directly or not. */
export function memoryOf(id: number): { own: number; largestWorker: number } {
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), factsOf(Number(name))]),
  );
  const isBelow = (one: number): boolean => {
    const parent = all.get(one)?.parent ?? 0;
    return parent === id || (parent > 1 && isBelow(parent));
  };
  const workers = [...all].filter(([one]) => isBelow(one)).map(([, facts]) => facts?.rss ?? 0);
  return { own: all.get(id)?.rss ?? 0, largestWorker: Math.max(0, ...workers) };
}
