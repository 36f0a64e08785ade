import { readFileSync, statSync } from 'node:fs';
import { slowDriveOf } from '../files/mounts.ts';
import { toNative } from '../files/paths.ts';

/** A decoder takes memory at about 1 GB a second: it overshoots the limit by a twentieth of that. Milliseconds. */
const lookEveryMs = 50;

/** Memory that the process really holds, in bytes; 0 where the system does not say (other than Linux) or it is gone. */
function residentBytes(processId: number): number {
  if (process.platform !== 'linux') return 0;
  try {
    const status = readFileSync(`/proc/${processId}/status`, 'latin1');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** 0 for a file that is gone, or on a drive that may not answer. Asked only when it matters: nearly every attempt is over before. */
function sizeOf(path: string): number {
  try {
    return slowDriveOf(path) === null ? statSync(toNative(path)).size : 0;
  } catch {
    return 0;
  }
}

/** The program inside of a box is the last of a row of processes, each the only child of the one before. */
export function innermost(processId: number): number {
  try {
    const path = `/proc/${processId}/task/${processId}/children`;
    const child = Number.parseInt(readFileSync(path, 'latin1'), 10);
    return child > 0 ? innermost(child) : processId;
  } catch {
    return processId;
  }
}

export interface MemoryWatch {
  /** Asked each time: Electron knows the number only once the process has started. */
  readonly processId: () => number;
  /** What the launcher knows of it; null where only the system can say. */
  readonly heldBytes: () => number | null;
  /** The file is held in memory while it is decoded, so its size is allowed on top. */
  readonly sourcePath: string;
  readonly limitBytes: number;
  /** Called each time the limit is found exceeded. */
  readonly onExceeded: () => void;
}

/** Looks at the memory of a process until the answer is called: by its launcher's own means, else by what Linux tells. */
export function watchMemory(watch: MemoryWatch): () => void {
  const { processId, heldBytes, sourcePath, limitBytes, onExceeded } = watch;
  const clock = setInterval(() => {
    const excess = (heldBytes() ?? residentBytes(innermost(processId()))) - limitBytes;
    if (excess > 0 && excess > sizeOf(sourcePath)) onExceeded();
  }, lookEveryMs);
  return () => clearInterval(clock);
}
