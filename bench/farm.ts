// The farm against the clock: node bench/farm.ts
// Starts Redis, a service and workers on this machine with folders of their own, and ends them again.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Redis } from 'ioredis';
import sharp from 'sharp';

const entry = join(import.meta.dirname, '../src/service/index.ts');
const redisPort = 7411;
const servicePort = 7412;
const redisUrl = `redis://127.0.0.1:${redisPort}`;
const service = `http://127.0.0.1:${servicePort}`;
const uploadsAtOnce = 16;

type Program = ChildProcessByStdio<null, Readable, null>;

const children = new Set<Program>();

/** Resolves once it has said its greeting. */
async function start(program: string, args: readonly string[], greeting: string): Promise<Program> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
    if (String(text).includes(greeting)) break;
  }
  child.stdout.resume();
  return child;
}

async function end(child: Program, signal: NodeJS.Signals = 'SIGTERM') {
  if (!children.has(child)) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function startFarm(workerCount: number) {
  const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
  const redisArgs = ['--port', redisPort, '--bind', '127.0.0.1', '--dir', folder];
  const redis = await start(
    'redis-server',
    [...redisArgs.map(String), '--appendonly', 'yes', '--save', ''],
    'Ready to accept',
  );
  const place = ['--redis', redisUrl, '--store', join(folder, 'store')];
  const port = ['--port', String(servicePort)];
  const serving = await start(process.execPath, [entry, 'serve', ...place, ...port], 'serves at');
  const one = ['worker', ...place, '--jobs', '1', '--stalled-after', '3s'];
  const workers = await Promise.all(
    Array.from({ length: workerCount }, () => start(process.execPath, [entry, ...one], 'works as')),
  );
  const close = async () => {
    for (const child of [...workers, serving, redis]) await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  return { redis, serving, workers, store: join(folder, 'store'), close };
}

async function sendOne(bytes: Buffer<ArrayBuffer>) {
  const form = new FormData();
  form.append('file', new Blob([bytes]), 'tiny.jpg');
  const response = await fetch(`${service}/convert`, { method: 'POST', body: form });
  if (response.status !== 202) throw new Error(`answered ${response.status}`);
  await response.body?.cancel();
}

async function sendAll(bytes: Buffer<ArrayBuffer>, count: number) {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await sendOne(bytes);
  };
  await Promise.all(Array.from({ length: uploadsAtOnce }, lane));
}

async function* settledCounts() {
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

/** CPU time of a process and of those it started, in milliseconds: on a busy machine the clock says little. */
function cpuMsOf(pid: number | string | undefined): number {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user = 0, system = 0] = rest.split(' ').slice(11, 13).map(Number);
  const started = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  const theirs = started.filter((child) => child !== '').map(cpuMsOf);
  return [...theirs, (user + system) * 10].reduce((sum, ms) => sum + ms, 0);
}

async function commandsOf(redis: Redis): Promise<number> {
  const text = await redis.info('commandstats');
  const calls = [...text.matchAll(/:calls=(\d+)/g)].map(([, count]) => Number(count));
  return calls.reduce((sum, count) => sum + count, 0);
}

/** From the first upload to the last settled picture, once every worker is warm. */
async function measureSlope(bytes: Buffer<ArrayBuffer>, workerCount: number, count: number) {
  const farm = await startFarm(workerCount);
  const redis = new Redis(redisUrl);
  await sendAll(bytes, workerCount * 4);
  for await (const settled of settledCounts()) if (settled >= workerCount * 4) break;
  const cpu = () => ({
    service: cpuMsOf(farm.serving.pid),
    redis: cpuMsOf(farm.redis.pid),
    workers: farm.workers.reduce((sum, worker) => sum + cpuMsOf(worker.pid), 0),
  });
  const before = await commandsOf(redis);
  const cpuBefore = cpu();
  const startedAt = performance.now();
  await sendAll(bytes, count);
  const sentMs = performance.now() - startedAt;
  for await (const settled of settledCounts()) if (settled >= count + workerCount * 4) break;
  const allMs = performance.now() - startedAt;
  const commands = (await commandsOf(redis)) - before;
  const cpuAfter = cpu();
  redis.disconnect();
  await farm.close();
  const each = (name: keyof typeof cpuBefore) =>
    ((cpuAfter[name] - cpuBefore[name]) / count).toFixed(2);
  const figures = {
    workers: workerCount,
    pictures: count,
    'all done, s': (allMs / 1000).toFixed(2),
    'a picture, ms': (allMs / count).toFixed(2),
    'uploads, ms each': (sentMs / count).toFixed(2),
    'Redis commands each': (commands / count).toFixed(1),
    'CPU ms each': { service: each('service'), redis: each('redis'), workers: each('workers') },
  };
  console.log(JSON.stringify(figures));
}

/** Kills two of three workers on the way and counts what is there in the end. */
async function measureDeaths(bytes: Buffer<ArrayBuffer>, count: number) {
  const farm = await startFarm(3);
  const startedAt = performance.now();
  const sending = sendAll(bytes, count);
  let killed = 0;
  for await (const settled of settledCounts()) {
    const next = killed < 2 ? farm.workers[killed] : undefined;
    if (next && settled >= (count / 4) * (killed + 1)) {
      await end(next, 'SIGKILL');
      killed += 1;
    }
    if (settled >= count) break;
  }
  await sending;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const outputs = readdirSync(join(farm.store, 'outputs')).flatMap((id) =>
    readdirSync(join(farm.store, 'outputs', id)),
  );
  const { total } = await (await fetch(`${service}/tasks?limit=1`)).json();
  const succeeded = await (await fetch(`${service}/tasks?limit=1&search=status:succeeded`)).json();
  await farm.close();
  const counts = { tasks: total, succeeded: succeeded.total, outputs: outputs.length };
  console.log(JSON.stringify({ uploads: count, killed, ...counts, seconds }));
}

process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

const tiny = await sharp({
  create: { width: 30, height: 20, channels: 3, background: '#2878c8' },
})
  .jpeg()
  .toBuffer();
const photo = await sharp({
  create: {
    width: 4000,
    height: 3000,
    channels: 3,
    background: 'black',
    noise: { type: 'gaussian', mean: 128, sigma: 20 },
  },
})
  .jpeg({ quality: 85 })
  .toBuffer();
const wanted = process.argv.slice(2);
const does = (name: string) => wanted.length === 0 || wanted.includes(name);
if (does('tiny')) for (const workers of [1, 2, 4]) await measureSlope(tiny, workers, 1000);
if (does('photo')) for (const workers of [1, 2, 4]) await measureSlope(photo, workers, 60);
if (does('deaths')) await measureDeaths(tiny, 10_000);
