// Entry of the thread that walks folders: one request in, batches out, then it ends.
import { parentPort, workerData } from 'node:worker_threads';
import type { WalkRequest } from '../ports.ts';
import { walkBatches } from './walk-batches.ts';

const request: WalkRequest = workerData;
for (const batch of walkBatches(request)) parentPort?.postMessage(batch);
