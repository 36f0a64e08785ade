// Entry of the thread that packs results: one order in, progress and the outcome out, then it ends.
import { parentPort, workerData } from 'node:worker_threads';
import { errorCode } from '../../files/write-failure.ts';
import { throttle } from '../throttle.ts';
import { setDiskProgram } from '../../files/disks.ts';
import type { ZipData, ZipMessage } from './thread-zipper.ts';
import { writeZip } from './write-zip.ts';

const { order, disk }: ZipData = workerData;
setDiskProgram(disk);
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
