import { join } from 'node:path';
import { createNodeLauncher, createThreadWalker } from '../engine/index.ts';
import { findNode } from '../engine/worker-pool/find-node.ts';

const here = import.meta.dirname;

/** The service runs from source, where the files of the other rooms lie beside its own. */
export const launcher = createNodeLauncher({
  nodePath: findNode() ?? process.execPath,
  workerEntry: join(here, '../worker/index.ts'),
});
export const walker = createThreadWalker(join(here, '../engine/admission/walk-thread.ts'));
