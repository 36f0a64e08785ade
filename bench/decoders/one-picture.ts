// Decodes one file several times as a worker does, down to the third word's number of pixels, and prints what that cost: the
// first time, which loads the codec, the later ones, and the most memory that the process held.
import { readFileSync } from 'node:fs';
import { openPicture } from '../../src/worker/decoding/open-picture.ts';
import { prepareSharp } from '../../src/worker/decoding/sharp/prepare-sharp.ts';

const path = process.argv[2] ?? '';
const times = Number(process.argv[3] ?? 4);
const edge = Number(process.argv[4] ?? 400);
prepareSharp();

async function decode(): Promise<number> {
  const before = process.cpuUsage();
  const bytes = readFileSync(path);
  const limits = { maxPixels: 300e6, maxFileBytes: 2e9, page: 1 };
  const opened = await openPicture(bytes, { ...limits, shrinkOnLoadSize: edge });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  const { width, height } = opened.value.header;
  const scale = edge / Math.max(width, height);
  const wanted = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const pipeline = opened.value.pipeline(wanted, 'strict');
  await pipeline.resize(wanted.width, wanted.height, { fit: 'fill' }).raw().toBuffer();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const seconds: number[] = [];
for (let at = 0; at < times; at += 1) seconds.push(await decode());
const [, peak = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
console.log(JSON.stringify({ seconds, peakMb: Number(peak) / 1024 }));
