// Entry of the thread that packs results: one order in, progress and the outcome out, then it ends.
import { parentPort, workerData } from 'node:worker_threads';
import { errorCode } from '../../files/write-failure.ts';
import { throttle } from '../throttle.ts';
import type { ZipMessage } from './thread-zipper.ts';
import { writeZip } from './write-zip.ts';
import type { ZipOrder } from './zip-order.ts';

const order: ZipOrder = workerData;
const tell = (message: ZipMessage) => parentPort?.postMessage(message);

try {
  const packed = await writeZip(
    order,
    throttle((done: number) => tell({ kind: 'progress', done })),
  );
  tell({ kind: 'packed', packed });
} catch (error) {
  tell({ kind: 'broken', code: errorCode(error), words: String(error) });
}
