import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createThreadWalker } from '../../src/engine/admission/thread-walker.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine, EngineOptions } from '../../src/engine/engine.ts';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { createFreedesktopTrash } from '../../src/engine/trash/freedesktop-trash.ts';
import { createThreadZipper } from '../../src/engine/saving/zip/thread-zipper.ts';
import { createNodeLauncher } from '../../src/engine/worker-pool/node-launcher.ts';

const source = (path: string) => new URL(`../../src/${path}`, import.meta.url);

/** The real engine with real workers, two at once; its history and previews are in the folder. */
export function openEngine(
  folder: string,
  more: Pick<EngineOptions, 'server' | 'serverTiming'> & { concurrency?: number } = {},
): Engine {
  return createEngine({
    launcher: createNodeLauncher({
      nodePath: process.execPath,
      workerEntry: fileURLToPath(source('worker/index.ts')),
    }),
    walker: createThreadWalker(source('engine/admission/walk-thread.ts')),
    history: openHistory(join(folder, 'history.db')),
    trash: createFreedesktopTrash(join(folder, 'Trash')),
    zipper: createThreadZipper(source('engine/saving/zip/zip-thread.ts')),
    concurrency: 2,
    cacheFolder: join(folder, 'previews'),
    ...more,
  });
}
