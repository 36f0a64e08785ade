import { join } from 'node:path';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { limitYoungGeneration } from '../../src/engine/files/young-generation.ts';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { createFreedesktopTrash } from '../../src/engine/trash/freedesktop-trash.ts';
import { createThreadWalker } from '../../src/engine/walk/thread-walker.ts';
import { findNode } from '../../src/engine/worker-pool/find-node.ts';
import { createNodeLauncher } from '../../src/engine/worker-pool/node-launcher.ts';
import { built } from '../../tests/support/built.ts';

/**
 * The engine as a window has it, with its history in this folder. Its threads and workers are the built ones: each that has to strip
 * types holds some 50 MB for that.
 */
export function openMeasured(folder: string, name: string): Engine {
  limitYoungGeneration();
  return createEngine({
    launcher: createNodeLauncher({
      nodePath: findNode() ?? process.execPath,
      workerEntry: built('main/worker.js'),
      brokerEntry: built('main/broker.js'),
    }),
    walker: createThreadWalker(built('main/walk-thread.js')),
    history: openHistory(join(folder, name), {
      thread: built('main/history-thread.js'),
      onNotice: (notice) => console.log(notice),
    }),
    concurrency: 2,
    cacheFolder: join(folder, 'cache'),
    trash: createFreedesktopTrash(join(folder, 'Trash')),
  });
}
