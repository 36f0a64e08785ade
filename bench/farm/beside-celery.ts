import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { median } from '../median.ts';
import { type Bytes, sendAll, sendTogether, settled, startFarm } from './our-farm.ts';
import {
  commandsOf,
  cpuMsOf,
  end,
  heard,
  type Program,
  redisUrl,
  start,
  startRedis,
} from './programs.ts';
import type { Redis } from 'ioredis';

const rounds = 3;
const warmUps = 20;
/** Debian's own, whose packages are named below. */
const python = '/usr/bin/python3';

/** What one picture came to, in milliseconds and Redis' own count. */
type Figures = Readonly<Record<'clock' | 'sender' | 'worker' | 'redis' | 'commands', number>>;

interface Lane {
  readonly name: string;
  measure(bytes: Bytes, count: number): Promise<Figures>;
}

interface Watched {
  readonly hand: Redis;
  readonly sender: Program;
  readonly worker: Program;
  readonly redis: Program;
}

async function costOf(watched: Watched, count: number, act: () => Promise<void>): Promise<Figures> {
  const { hand, sender, worker, redis } = watched;
  const now = async () => ({
    commands: await commandsOf(hand),
    sender: cpuMsOf(sender.pid),
    worker: cpuMsOf(worker.pid),
    redis: cpuMsOf(redis.pid),
    clock: performance.now(),
  });
  const before = await now();
  await act();
  const after = await now();
  const each = (name: keyof Figures) => (after[name] - before[name]) / count;
  return {
    clock: each('clock'),
    sender: each('sender'),
    worker: each('worker'),
    redis: each('redis'),
    commands: each('commands'),
  };
}

function ours(name: string, send: typeof sendAll): Lane {
  return {
    name,
    async measure(bytes, count) {
      const { hand, serving, workers, redis, close } = await startFarm(1);
      const [worker] = workers;
      if (!worker) throw new Error('no worker');
      await send(bytes, warmUps);
      await settled(warmUps);
      const figures = await costOf({ hand, sender: serving, worker, redis }, count, async () => {
        await Promise.all([send(bytes, count), settled(count + warmUps)]);
      });
      await close();
      return figures;
    },
  };
}

function celery(name: string, isCareful: boolean): Lane {
  return {
    name,
    async measure(bytes, count) {
      const { program: redis, redis: hand, folder, close } = await startRedis();
      const source = join(folder, 'source.jpg');
      const results = join(folder, 'results');
      mkdirSync(results);
      writeFileSync(source, bytes);
      const environment = {
        BENCH_REDIS: redisUrl,
        BENCH_CAREFUL: isCareful ? '1' : '0',
        PYTHONPATH: import.meta.dirname,
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONWARNINGS: 'ignore',
      };
      const words = ['-A', 'celery_app', 'worker', '--concurrency', '1', '--loglevel', 'ERROR'];
      const worker = await start({
        program: python,
        args: ['-m', 'celery', ...words],
        environment,
      });
      const args = [join(import.meta.dirname, 'celery_sender.py')];
      const sender = await start({ program: python, args, greeting: 'ready', environment });
      const send = async (number: number) => {
        const done = heard(sender, 'done');
        sender.stdin.write(`${number} ${source} ${results}\n`);
        await done;
      };
      await send(warmUps);
      const figures = await costOf({ hand, sender, worker, redis }, count, () => send(count));
      const made = readdirSync(results).length;
      for (const child of [sender, worker]) await end(child);
      await close();
      if (made < count) throw new Error(`Celery made ${made} of ${count}`);
      return figures;
    },
  };
}

const lanes: readonly Lane[] = [
  ours('thumbline, a request each', sendAll),
  ours('thumbline, one request', sendTogether),
  celery('celery', false),
  celery('celery, as careful', true),
];

/** The same with sharp alone, bytes in memory: milliseconds of CPU. */
async function bareCpuMs(bytes: Bytes, count: number): Promise<number> {
  const one = () => sharp(bytes).autoOrient().resize(100, 100, { fit: 'inside' }).toBuffer();
  for (let index = 0; index < warmUps; index += 1) await one();
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) await one();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

/** What has to be installed for it, in one line; null when all is there. */
export function missingForCelery(): string | null {
  const asked = spawnSync(python, ['-c', 'import celery, redis, PIL']);
  if (asked.status === 0) return null;
  return `Celery, its Redis client or Pillow is missing for ${python}: apt-get install python3-celery python3-redis python3-pil`;
}

/** Each way in turns, so that what else the machine does falls on all of them. */
export async function measureBesideCelery(name: string, bytes: Bytes, count: number) {
  sharp.concurrency(1);
  sharp.cache(false);
  const found = new Map<Lane, Figures[]>(lanes.map((lane) => [lane, []]));
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await bareCpuMs(bytes, count));
    for (const [lane, figures] of found) {
      const one = await lane.measure(bytes, count);
      figures.push(one);
      console.error(lane.name, JSON.stringify(one));
    }
  }
  console.log(`${name}: ${count} a round, ${rounds} rounds; bare sharp ${median(bare).toFixed(2)}`);
  const middle = (figures: readonly Figures[], what: keyof Figures) =>
    median(figures.map((one) => one[what])).toFixed(2);
  const rows = Array.from(found, ([lane, figures]) => [
    lane.name,
    {
      'clock ms': middle(figures, 'clock'),
      'CPU ms: service or sender': middle(figures, 'sender'),
      worker: middle(figures, 'worker'),
      Redis: middle(figures, 'redis'),
      commands: middle(figures, 'commands'),
    },
  ]);
  console.table(Object.fromEntries(rows));
}
