import { readFileSync } from 'node:fs';
import { findProtection } from '../../engine/index.ts';
import { failuresTold, type WorkerFacts, type WorkerFailure } from '../../shared/ipc/monitor.ts';

const readProc = (path: string) => readFileSync(`/proc/${path}`, 'latin1');

function residentBytes(processId: number): number {
  try {
    const ownBytes =
      Number(/^VmRSS:\s+(\d+) kB$/m.exec(readProc(`${processId}/status`))?.[1] ?? 0) * 1024;
    const children = readProc(`${processId}/task/${processId}/children`).split(' ').filter(Boolean);
    return children.reduce((sum, child) => sum + residentBytes(Number(child)), ownBytes);
  } catch {
    // It has ended.
    return 0;
  }
}

/** Memory of this process and all that it started. What several of them share counts for each. */
function heldBytes(): number | null {
  return process.platform === 'linux' ? residentBytes(process.pid) : null;
}

/** Keeps what a worker program tells of itself, beside its figures. */
export interface OwnFacts {
  failed(failure: WorkerFailure): void;
  now(): WorkerFacts;
}

export function keepFacts(version: string): OwnFacts {
  let lastFailures: readonly WorkerFailure[] = [];
  let protection: WorkerFacts['protection'] = null;
  let isTrying = false;
  /** Tried only once somebody wants to know: it starts a program. */
  const findOut = async () => {
    if (isTrying) return;
    isTrying = true;
    ({ level: protection } = await findProtection());
  };
  return {
    failed(failure) {
      lastFailures = [failure, ...lastFailures].slice(0, failuresTold);
    },
    now() {
      void findOut();
      // By the clock as it is now, which may have been set since.
      const startedAt = Date.now() - Math.round(process.uptime() * 1000);
      return { startedAt, version, memoryBytes: heldBytes(), protection, lastFailures };
    },
  };
}
