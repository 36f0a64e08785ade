import { readFileSync } from 'node:fs';

/** With fewer no worker can be started beside the rest. */
export const filesToStart = 29;

/** How many files this process may have open at once. Only Linux says so; elsewhere there is no limit to mind. */
export function openFileLimit(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'latin1');
    const [, soft] = /^Max open files\s+(\d+)/m.exec(limits) ?? [];
    return soft === undefined ? Infinity : Number(soft);
  } catch {
    return Infinity;
  }
}
