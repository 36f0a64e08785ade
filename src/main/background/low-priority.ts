import { lower, lowered, type WorkerLauncher } from '../../engine/index.ts';

/**
 * A third of a busy core beside ordinary programs, all of an idle one. Windows knows steps only, of which 10 is the first
 * below the usual one.
 */
const priority = process.platform === 'win32' ? 10 : 5;

/** Lets a process of ours run behind other programs. */
export const putBehind = (processId: number | undefined) => lower(processId, priority);

/**
 * Starts workers behind other programs, unless a person wants full speed by then. Linux lets nobody take that back, so a
 * worker that runs stays as it is; one that has nothing to do ends by itself.
 */
export function launchBehind(launcher: WorkerLauncher, isFullSpeed: () => boolean): WorkerLauncher {
  return {
    launch() {
      const worker = launcher.launch();
      return isFullSpeed() ? worker : lowered(worker, priority);
    },
  };
}
