import { createNodeLauncher, type WorkerLauncher } from '../../engine/index.ts';
import { createUtilityLauncher } from './utility-launcher.ts';
import type { AppPlaces } from '../lifecycle/app-places.ts';

/** Plain Node on Linux, Electron's utilityProcess elsewhere. `override` (THUMBLINE_WORKER) is for development and tests. */
export function chooseLauncher(
  { worker, node }: AppPlaces,
  override: string | undefined,
): WorkerLauncher {
  const usual = process.platform === 'linux' ? 'node' : 'utility';
  return (override ?? usual) === 'utility'
    ? createUtilityLauncher(worker)
    : createNodeLauncher({ workerEntry: worker, nodePath: node });
}
