import { setPriority } from 'node:os';
import type { WorkerLauncher, WorkerProcess } from '../ports.ts';

/** Behind every other worker, also those that are behind other programs. */
const priority = 10;

function lower(processId: number): void {
  try {
    // 0 would be this process.
    if (processId > 0) setPriority(processId, priority);
  } catch {
    // It has ended already, or the system does not allow it.
  }
}

/** Once it has spoken: only then is it known which process inside of a box decodes, and its threads come later still. */
function lowered(worker: WorkerProcess): WorkerProcess {
  let hasSpoken = false;
  return {
    get processId() {
      return worker.processId;
    },
    send: (messages) => worker.send(messages),
    onMessage: (listener) =>
      worker.onMessage((raw) => {
        if (!hasSpoken) lower(worker.processId);
        hasSpoken = true;
        listener(raw);
      }),
    onExit: (listener) => worker.onExit(listener),
    kill: () => worker.kill(),
    heldBytes: () => worker.heldBytes?.() ?? null,
  };
}

/** Starts workers that take what time the others leave. */
export const launchLast = (launcher: WorkerLauncher): WorkerLauncher => ({
  launch: () => lowered(launcher.launch()),
});
