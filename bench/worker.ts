// npm run bench -- worker [rounds] [part of a picture's name…] [name=entry…]: what one picture costs a worker, of several builds in turns. Linux only.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import sharp from 'sharp';
import { createWorkerPool } from '../src/engine/worker-pool/create-worker-pool.ts';
import { findNode } from '../src/engine/worker-pool/find-node.ts';
import { createNodeLauncher } from '../src/engine/worker-pool/node-launcher.ts';
import { Recipe, workOf } from '../src/shared/task/recipe.ts';
import { median } from './median.ts';
import { cpuMsOf } from './queue/cpu-time.ts';
import { writePhoto } from './write-photo.ts';

const words = process.argv.slice(2);
const rounds = Number(words.find((word) => /^\d+$/.test(word)) ?? 7);
const named = words.flatMap((word) => {
  const [name, entry] = word.split('=');
  return name && entry ? [{ name, entry }] : [];
});
const source = join(import.meta.dirname, '../src/worker/index.ts');
const builds = named.length > 0 ? named : [{ name: 'source', entry: source }];

const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
const photo = join(folder, 'photo.jpg');
await writePhoto(photo);
const pixels = await sharp(photo).toBuffer();
const progressive = { progressive: true, quality: 90 };

/** Enough pictures a round for the system's clock of 10 ms. */
const sets = [
  { name: 'tiny JPEG to 100', file: sharp(pixels).resize(320), edge: 100, count: 150 },
  { name: '12 MP JPEG to 100', file: sharp(pixels).jpeg({ quality: 88 }), edge: 100, count: 12 },
  { name: '12 MP JPEG to 400', file: sharp(pixels).jpeg({ quality: 88 }), edge: 400, count: 12 },
  { name: '12 MP progressive to 100', file: sharp(pixels).jpeg(progressive), edge: 100, count: 8 },
  {
    name: '12 MP mozjpeg to 100',
    file: sharp(pixels).jpeg({ mozjpeg: true, quality: 80 }),
    edge: 100,
    count: 8,
  },
  { name: '12 MP progressive to 400', file: sharp(pixels).jpeg(progressive), edge: 400, count: 8 },
];
for (const [at, { file }] of sets.entries())
  writeFileSync(join(folder, `${at}.jpg`), await file.toBuffer());

function open({ name, entry }: (typeof builds)[number]) {
  const launcher = createNodeLauncher({
    nodePath: findNode() ?? process.execPath,
    workerEntry: entry,
  });
  return { name, pool: createWorkerPool({ launcher, limitMs: 60_000, idleMs: 600_000 }) };
}
type Lane = ReturnType<typeof open>;

let made = 0;
async function make({ pool }: Lane, sourcePath: string, edge: number): Promise<void> {
  made += 1;
  const results = join(folder, `results-${made % 50}`);
  mkdirSync(results, { recursive: true });
  const work = workOf(Recipe.parse({ outputs: [{ width: edge, height: edge }] }));
  const path = join(results, `${made}.jpg`);
  const attempt = { attemptId: String(made), sourcePath, work };
  const onProbed = () => Promise.resolve({ paths: [path] });
  const outcome = await pool.run({ ...attempt, onProbed }, new AbortController().signal);
  if (outcome.kind !== 'succeeded') throw new Error(JSON.stringify(outcome));
  rmSync(path);
}

async function measure(lane: Lane, { edge, count }: (typeof sets)[number], at: number) {
  const path = join(folder, `${at}.jpg`);
  await make(lane, path, edge);
  const processId = lane.pool.report()[0]?.processId ?? 0;
  const [wall, cpu] = [performance.now(), cpuMsOf(processId)];
  for (let one = 0; one < count; one += 1) await make(lane, path, edge);
  return {
    cpu: (cpuMsOf(processId) - cpu) / count,
    wall: (performance.now() - wall) / count,
  };
}

const lanes = builds.map(open);
console.log(
  `Load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}; medians of ${rounds}.`,
);
console.log('| picture | build | CPU ms | ratio | wall ms |\n| --- | --- | --- | --- | --- |');
const wanted = words.filter((word) => !/^\d+$|=/.test(word));
for (const [at, set] of sets.entries()) {
  if (wanted.length > 0 && !wanted.some((part) => set.name.includes(part))) continue;
  const costs = lanes.map((lane) => ({ lane, cpu: [] as number[], wall: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    // Rotated, so that no lane always has the same neighbour.
    const first = round % costs.length;
    for (const cost of [...costs.slice(first), ...costs.slice(0, first)]) {
      const { cpu, wall } = await measure(cost.lane, set, at);
      cost.cpu.push(cpu);
      cost.wall.push(wall);
    }
  }
  for (const [which, { name }] of lanes.entries()) {
    const { cpu = [], wall = [] } = costs[which] ?? {};
    const first = costs[0]?.cpu ?? [];
    const ratio = median(cpu.map((one, round) => one / (first[round] || 1)));
    const figures = [median(cpu).toFixed(2), ratio.toFixed(2), median(wall).toFixed(2)];
    console.log(`| ${[set.name, name, ...figures].join(' | ')} |`);
  }
}
await Promise.all(lanes.map(({ pool }) => pool.close()));
rmSync(folder, { recursive: true });
