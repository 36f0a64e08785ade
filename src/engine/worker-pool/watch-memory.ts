import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { toNative } from '../paths.ts';

/** A decoder takes memory at about 1 GB a second: it overshoots the limit by a twentieth of that. Milliseconds. */
const lookEveryMs = 50;

/** Memory that the process really holds, in bytes; 0 where the system does not say (other than Linux) or it is gone. */
function residentBytes(processId: number): number {
  try {
    const status = readFileSync(`/proc/${processId}/status`, 'latin1');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

export interface MemoryWatch {
  /** Asked each time: Electron knows the number only once the process has started. */
  readonly processId: () => number;
  /** The file is held in memory while it is decoded, so its size is allowed on top. */
  readonly sourcePath: string;
  readonly limitBytes: number;
  /** Called each time the limit is found exceeded. */
  readonly onExceeded: () => void;
}

/** Looks at the memory of a process until the answer is called. Only Linux tells; elsewhere it does nothing. */
export function watchMemory(watch: MemoryWatch): () => void {
  if (process.platform !== 'linux') return () => undefined;
  const { processId, sourcePath, limitBytes, onExceeded } = watch;
  let sourceBytes = 0;
  const allowSource = async () => {
    sourceBytes = (await stat(toNative(sourcePath)).catch(() => null))?.size ?? 0;
  };
  void allowSource();
  const clock = setInterval(() => {
    if (residentBytes(processId()) > limitBytes + sourceBytes) onExceeded();
  }, lookEveryMs);
  return () => clearInterval(clock);
}
