import { readFileSync } from 'node:fs';
import type { ElectronApplication } from '@playwright/test';

const everyMs = 100;

/** The resident memory of one process as the system counts it, in MB. Linux only. */
function residentMb(processId: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
}

/** Follows the main process's resident memory; `stop` answers with the peak in MB. */
export async function watchMemory(app: ElectronApplication): Promise<{ stop: () => number }> {
  const processId = await app.evaluate(() => process.pid);
  let peak = residentMb(processId);
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb(processId));
  }, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}
