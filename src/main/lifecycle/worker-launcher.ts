import { app, utilityProcess } from 'electron';
import { createNodeLauncher, workerEnvironment, type WorkerLauncher } from '../../engine/index.ts';
import { launchBehind, putBehind } from '../background/low-priority.ts';
import type { AppPlaces } from './app-places.ts';
import { createUtilityLauncher } from './utility-worker.ts';

interface LauncherChoice {
  /** THUMBLINE_WORKER. */
  readonly override: string | undefined;
  /** Whether workers that start now are not to be behind other programs. */
  readonly isFullSpeed: () => boolean;
}

/** Plain Node on Linux, Electron's utilityProcess elsewhere. `override` is for development and tests. */
export function chooseLauncher(
  { worker, broker, node }: AppPlaces,
  { override, isFullSpeed }: LauncherChoice,
): WorkerLauncher {
  const usual = process.platform === 'linux' ? 'node' : 'utility';
  if ((override ?? usual) !== 'utility')
    return launchBehind(
      createNodeLauncher({ workerEntry: worker, brokerEntry: broker, nodePath: node }),
      isFullSpeed,
    );
  return createUtilityLauncher({
    // Node's `--permission` is taken in `execArgv` and binds nothing there (Electron 42).
    fork: () => {
      const forked = utilityProcess.fork(worker, [], {
        serviceName: 'Thumbline worker',
        env: workerEnvironment(process.env),
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      // It has no id before.
      forked.once('spawn', () => {
        if (!isFullSpeed()) putBehind(forked.pid);
      });
      return forked;
    },
    figures: () => app.getAppMetrics(),
  });
}
