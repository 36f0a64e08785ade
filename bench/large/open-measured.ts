import { join } from 'node:path';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { createFreedesktopTrash } from '../../src/engine/trash/freedesktop-trash.ts';
import { createThreadWalker } from '../../src/engine/walk/thread-walker.ts';
import { findNode } from '../../src/engine/worker-pool/find-node.ts';
import { createNodeLauncher } from '../../src/engine/worker-pool/node-launcher.ts';

const source = join(import.meta.dirname, '../../src');

/** The engine as a window has it, from source, with its history in this folder. */
export function openMeasured(folder: string, name: string): Engine {
  return createEngine({
    launcher: createNodeLauncher({
      nodePath: findNode() ?? process.execPath,
      workerEntry: join(source, 'worker/index.ts'),
    }),
    walker: createThreadWalker(join(source, 'engine/walk/walk-thread.ts')),
    history: openHistory(join(folder, name), {
      thread: join(source, 'engine/history/history-thread.ts'),
      onNotice: (notice) => console.log(notice),
    }),
    concurrency: 2,
    cacheFolder: join(folder, 'cache'),
    trash: createFreedesktopTrash(join(folder, 'Trash')),
  });
}
