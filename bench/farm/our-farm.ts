import { once } from 'node:events';
import { Agent, IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { end, redisUrl, start, startRedis } from './programs.ts';

/** Another one, such as the built one or that of another checkout, for comparisons. */
const { BENCH_SERVICE } = process.env;
const entry = BENCH_SERVICE ?? join(import.meta.dirname, '../../src/service/index.ts');
const servicePort = 7412;
const service = `http://127.0.0.1:${servicePort}`;
const uploadsAtOnce = 16;

export type Bytes = Buffer<ArrayBuffer>;

/** Redis, a service and so many workers on this machine, one picture at a time each. */
export async function startFarm(workerCount: number) {
  const { program: redis, redis: hand, folder, close: closeRedis } = await startRedis();
  const store = join(folder, 'store');
  const place = ['--redis', redisUrl, '--store', store];
  const run = (words: readonly string[], greeting: string) =>
    start({ program: process.execPath, args: [entry, ...words], greeting });
  const serving = await run(['serve', ...place, '--port', String(servicePort)], 'serves at');
  const one = ['worker', ...place, '--jobs', '1', '--stalled-after', '3s'];
  const workers = await Promise.all(
    Array.from({ length: workerCount }, () => run(one, 'works as')),
  );
  const close = async () => {
    for (const child of [...workers, serving]) await end(child);
    await closeRedis();
  };
  return { redis, hand, serving, workers, store, close };
}

const agent = new Agent({ keepAlive: true, maxSockets: uploadsAtOnce });
const boundary = 'thumbline-bench';

/** Sends so many files as a form whose bytes are at hand: `fetch` takes 40 ms of CPU for a photo, on the cores that are measured. */
async function post(path: string, bytes: Bytes, count: number): Promise<void> {
  const parts = Array.from({ length: count }, (_, index) => {
    const named = `Content-Disposition: form-data; name="file"; filename="${index}.jpg"`;
    return [Buffer.from(`--${boundary}\r\n${named}\r\n\r\n`), bytes, Buffer.from('\r\n')];
  });
  const form = [...parts.flat(), Buffer.from(`--${boundary}--\r\n`)];
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': form.reduce((sum, { length }) => sum + length, 0),
  };
  const sending = request(`${service}${path}`, { method: 'POST', agent, headers });
  const answered = once(sending, 'response');
  await Promise.all([answered, pipeline(Readable.from(form), sending)]);
  const [response] = z.tuple([z.instanceof(IncomingMessage)]).parse(await answered);
  response.resume();
  if (response.statusCode !== 202) throw new Error(`answered ${response.statusCode}`);
}

/** A request a picture. */
export async function sendAll(bytes: Bytes, count: number): Promise<void> {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await post('/convert', bytes, 1);
  };
  await Promise.all(Array.from({ length: uploadsAtOnce }, lane));
}

/** All in one request. */
export async function sendTogether(bytes: Bytes, count: number): Promise<void> {
  const send = () => post('/batches', bytes, count);
  // A connection that was kept may just be closed by the service.
  await send().catch(send);
}

/** How many are done or failed, each time that some more are. */
export async function* settledCounts(): AsyncGenerator<number> {
  const response = await fetch(`${service}/events?after=0`);
  let count = 0;
  let rest = '';
  if (response.body === null) throw new Error('the service tells no changes');
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + text).split('\n\n');
    rest = events.pop() ?? '';
    const settled = events.filter((event) => /"status":"(succeeded|failed)"/.test(event));
    count += settled.length;
    yield count;
  }
}

export async function settled(count: number): Promise<void> {
  for await (const some of settledCounts()) if (some >= count) return;
}

export async function countTasks(search = ''): Promise<number> {
  const response = await fetch(`${service}/tasks?limit=1&search=${search}`);
  return z.object({ total: z.number() }).parse(await response.json()).total;
}
