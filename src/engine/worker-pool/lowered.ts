import { setPriority } from 'node:os';
import type { WorkerProcess } from '../ports.ts';

/** Lets a process of ours run behind others. `priority` as in `os.setPriority`. */
export function lower(processId: number | undefined, priority: number): void {
  // 0 would be our own.
  if (!processId) return;
  try {
    setPriority(processId, priority);
  } catch {
    // It has ended already, or the system does not allow it.
  }
}

/**
 * A worker that runs behind others from now on. Once more when it has spoken: only then is it known which process inside of a box decodes,
 * and its threads for pictures come later still. The broker, which waits for disks, stays as it is.
 */
export function lowered(worker: WorkerProcess, priority: number): WorkerProcess {
  lower(worker.processId, priority);
  let hasSpoken = false;
  return {
    get processId() {
      return worker.processId;
    },
    send: (messages) => worker.send(messages),
    onMessage: (listener) =>
      worker.onMessage((raw) => {
        if (!hasSpoken) lower(worker.processId, priority);
        hasSpoken = true;
        listener(raw);
      }),
    onExit: (listener) => worker.onExit(listener),
    kill: () => worker.kill(),
    heldBytes: () => worker.heldBytes?.() ?? null,
  };
}
