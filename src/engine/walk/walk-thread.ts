// Entry of the thread that walks folders: one order in, batches out, then it ends.
import { parentPort, workerData } from 'node:worker_threads';
import type { WalkOrder } from './thread-walker.ts';
import { walkBatches } from './walk-batches.ts';

const { request, credit }: WalkOrder = workerData;

for (const batch of walkBatches(request)) {
  // Sleeps while the other side still has to deal with as many batches as it takes at once.
  while (Atomics.load(credit, 0) === 0) Atomics.wait(credit, 0, 0);
  Atomics.sub(credit, 0, 1);
  parentPort?.postMessage(batch);
}
