// The farm against the clock: npm run bench -- farm [tiny] [photo] [deaths], or farm beside-celery [tiny] [photo]
// Starts Redis, a service and workers on this machine with folders of their own, and ends them again.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { measureBesideCelery, missingForCelery } from './farm/beside-celery.ts';
import {
  type Bytes,
  countTasks,
  sendAll,
  settled,
  settledCounts,
  startFarm,
} from './farm/our-farm.ts';
import { drawPhoto, drawTiny } from './farm/pictures.ts';
import { commandsOf, cpuMsOf, end } from './farm/programs.ts';

/** From the first upload to the last settled picture, once every worker is warm. */
async function measureSlope(bytes: Bytes, workerCount: number, count: number) {
  const farm = await startFarm(workerCount);
  await sendAll(bytes, workerCount * 4);
  await settled(workerCount * 4);
  const cpu = () => ({
    service: cpuMsOf(farm.serving.pid),
    redis: cpuMsOf(farm.redis.pid),
    workers: farm.workers.reduce((sum, worker) => sum + cpuMsOf(worker.pid), 0),
  });
  const before = await commandsOf(farm.hand);
  const cpuBefore = cpu();
  const startedAt = performance.now();
  await sendAll(bytes, count);
  const sentMs = performance.now() - startedAt;
  await settled(count + workerCount * 4);
  const allMs = performance.now() - startedAt;
  const commands = (await commandsOf(farm.hand)) - before;
  const cpuAfter = cpu();
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
async function measureDeaths(bytes: Bytes, count: number) {
  const farm = await startFarm(3);
  const startedAt = performance.now();
  const sending = sendAll(bytes, count);
  let killed = 0;
  for await (const done of settledCounts()) {
    const next = killed < 2 ? farm.workers[killed] : undefined;
    if (next && done >= (count / 4) * (killed + 1)) {
      await end(next, 'SIGKILL');
      killed += 1;
    }
    if (done >= count) break;
  }
  await sending;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const outputs = readdirSync(join(farm.store, 'outputs')).flatMap((id) =>
    readdirSync(join(farm.store, 'outputs', id)),
  );
  const counts = {
    tasks: await countTasks(),
    succeeded: await countTasks('status:succeeded'),
    outputs: outputs.length,
  };
  await farm.close();
  console.log(JSON.stringify({ uploads: count, killed, ...counts, seconds }));
}

const words = process.argv.slice(2);
const isBesideCelery = words.includes('beside-celery');
const wanted = words.filter((word) => word !== 'beside-celery');
const known = isBesideCelery ? ['tiny', 'photo'] : ['tiny', 'photo', 'deaths'];
const unknown = wanted.filter((word) => !known.includes(word));
if (unknown.length > 0) {
  console.error(`Not known here: ${unknown.join(', ')}. Use ${known.join(', ')}.`);
  process.exit(2);
}
const does = (name: string) => wanted.length === 0 || wanted.includes(name);
const missing = isBesideCelery ? missingForCelery() : null;
if (missing !== null) {
  console.error(missing);
  process.exit(1);
}
const tiny = await drawTiny();
const photo = await drawPhoto();
if (isBesideCelery) {
  if (does('tiny')) await measureBesideCelery('tiny', tiny, 100);
  if (does('photo')) await measureBesideCelery('photo', photo, 12);
} else {
  if (does('tiny')) for (const workers of [1, 2, 4]) await measureSlope(tiny, workers, 1000);
  if (does('photo')) for (const workers of [1, 2, 4]) await measureSlope(photo, workers, 60);
  if (does('deaths')) await measureDeaths(tiny, 10_000);
}
