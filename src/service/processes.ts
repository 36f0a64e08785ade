import { dirname, extname, join } from 'node:path';
import {
  createDriveWalker,
  createNodeLauncher,
  createThreadWalker,
  type EngineOptions,
  findNode,
} from '../engine/index.ts';
import { programFiles, setDiskProgram } from '../engine/files/index.ts';

/** What works in processes and threads of its own. */
export type Helpers = Pick<EngineOptions, 'launcher' | 'walker'> & {
  readonly historyThread: string;
};

/** `entry` is the file of the program's own entry. */
export function createHelpers(entry: string): Helpers {
  const { worker, broker, walkThread, historyThread, diskProcess, walkProcess } =
    programFiles(entry);
  const nodePath = findNode() ?? process.execPath;
  setDiskProgram({ nodePath, entry: diskProcess });
  return {
    launcher: createNodeLauncher({ nodePath, workerEntry: worker, brokerEntry: broker }),
    walker: createDriveWalker(createThreadWalker(walkThread), { nodePath, entry: walkProcess }),
    historyThread,
  };
}

/** Where `npm run build` puts the page, seen from the entry in `src/service` or `out/service`. */
export function builtPage(entry: string): string {
  const top = dirname(dirname(entry));
  return extname(entry) === '.ts' ? join(top, '..', 'out', 'web') : join(top, 'web');
}
