import { app, utilityProcess } from 'electron';
import { createNodeLauncher, workerEnvironment, type WorkerLauncher } from '../../engine/index.ts';
import type { AppPlaces } from './app-places.ts';
import { createUtilityLauncher } from './utility-worker.ts';

/** Plain Node on Linux, Electron's utilityProcess elsewhere. `override` (THUMBLINE_WORKER) is for development and tests. */
export function chooseLauncher(
  { worker, broker, node }: AppPlaces,
  override: string | undefined,
): WorkerLauncher {
  const usual = process.platform === 'linux' ? 'node' : 'utility';
  if ((override ?? usual) !== 'utility')
    return createNodeLauncher({ workerEntry: worker, brokerEntry: broker, nodePath: node });
  return createUtilityLauncher({
    // Node's `--permission` is taken in `execArgv` and binds nothing there (Electron 42).
    fork: () =>
      utilityProcess.fork(worker, [], {
        serviceName: 'Thumbline worker',
        env: workerEnvironment(process.env),
        stdio: ['ignore', 'ignore', 'pipe'],
      }),
    figures: () => app.getAppMetrics(),
  });
}
