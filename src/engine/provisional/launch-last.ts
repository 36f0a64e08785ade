import { setPriority } from 'node:os';
import type { WorkerLauncher } from '../ports.ts';

/** Behind every other worker, also those that are behind other programs. */
const priority = 15;

/** Starts workers that take what time the others leave. */
export function launchLast(launcher: WorkerLauncher): WorkerLauncher {
  return {
    launch() {
      const worker = launcher.launch();
      try {
        // 0 would be this process: Electron does not know the number yet.
        if (worker.processId > 0) setPriority(worker.processId, priority);
      } catch {
        // It has ended already, or the system does not allow it.
      }
      return worker;
    },
  };
}
