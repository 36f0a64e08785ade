import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createThreadWalker } from '../../src/engine/walk/thread-walker.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine, EngineOptions } from '../../src/engine/engine.ts';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { createFreedesktopTrash } from '../../src/engine/trash/freedesktop-trash.ts';
import { createThreadZipper } from '../../src/engine/saving/zip/thread-zipper.ts';
import { createNodeLauncher } from '../../src/engine/worker-pool/node-launcher.ts';
import { built } from './built.ts';

const thread = (name: string) => pathToFileURL(built(`main/${name}.js`));

/** The real engine with real workers, two at once; its history and previews are in the folder. */
export function openEngine(
  folder: string,
  more: Pick<EngineOptions, 'server' | 'serverTiming'> &
    Partial<Pick<EngineOptions, 'concurrency' | 'launcher' | 'onBug' | 'holdTiming'>> = {},
): Engine {
  return createEngine({
    launcher: createNodeLauncher({
      nodePath: process.execPath,
      workerEntry: built('main/worker.js'),
    }),
    walker: createThreadWalker(thread('walk-thread')),
    history: openHistory(join(folder, 'history.db'), {
      thread: thread('history-thread'),
      onNotice: () => undefined,
    }),
    trash: createFreedesktopTrash(join(folder, 'Trash')),
    zipper: createThreadZipper(thread('zip-thread')),
    concurrency: 2,
    cacheFolder: join(folder, 'previews'),
    ...more,
  });
}
