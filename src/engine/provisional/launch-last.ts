import type { WorkerLauncher } from '../ports.ts';
import { lowered } from '../worker-pool/lowered.ts';

/** Behind every other worker, also those that are behind other programs. */
const priority = 10;

/** Starts workers that take what time the others leave. */
export const launchLast = (launcher: WorkerLauncher): WorkerLauncher => ({
  launch: () => lowered(launcher.launch(), priority),
});
