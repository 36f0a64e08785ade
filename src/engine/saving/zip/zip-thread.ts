// Entry of the thread that packs results: one order in, progress and the outcome out, then it ends.
import { parentPort, workerData } from 'node:worker_threads';
import { errorCode } from '../../files/write-failure.ts';
import type { ZipMessage } from './thread-zipper.ts';
import { writeZip } from './write-zip.ts';
import type { ZipOrder } from './zip-order.ts';

/** Often enough for a bar. Milliseconds. */
const tellEveryMs = 100;

const order: ZipOrder = workerData;
const tell = (message: ZipMessage) => parentPort?.postMessage(message);
let toldAt = 0;

try {
  const packed = await writeZip(order, (done) => {
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    tell({ kind: 'progress', done });
  });
  tell({ kind: 'packed', packed });
} catch (error) {
  tell({ kind: 'broken', code: errorCode(error), words: String(error) });
}
