// npm run bench -- box [leases] [workers] [name=broker entry…]: what the decoder's box costs tiny pictures, lease by lease in turns. Linux only.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import sharp from 'sharp';
import { createWorkerPool } from '../src/engine/worker-pool/create-worker-pool.ts';
import { findNode } from '../src/engine/worker-pool/find-node.ts';
import { createNodeLauncher } from '../src/engine/worker-pool/node-launcher.ts';
import { Recipe, workOf } from '../src/shared/task/recipe.ts';
import { median } from './median.ts';
import { cpuMsOfThreads, isBroker, processesBelow } from './process-tree.ts';
import { writePhoto } from './write-photo.ts';

const words = process.argv.slice(2);
const [leases = 60, workers = 1] = words.filter((word) => /^\d+$/.test(word)).map(Number);
const built = join(import.meta.dirname, '../out/main');
const brokers = words.flatMap((word) => (word.includes('=') ? [word.split('=')] : []));
const lanes = [
  { name: 'without', brokerEntry: null },
  ...(brokers.length > 0 ? brokers : [['in the box', join(built, 'broker.js')]]).map(
    ([name = '', brokerEntry = '']) => ({ name, brokerEntry }),
  ),
];

const ofLease = 8;
const warmUps = 12;
const starts = 11;

const folder = mkdtempSync(join(tmpdir(), 'thumbline-box-'));
const photo = join(folder, 'photo.jpg');
await writePhoto(photo);
const tiny = join(folder, 'tiny.jpg');
await sharp(await sharp(photo).resize(320, 240).jpeg().toBuffer()).toFile(tiny);
const sources = Array.from({ length: ofLease }, (_, at) => join(folder, `${at}.jpg`));
for (const source of sources) copyFileSync(tiny, source);

const work = workOf(Recipe.parse({ outputs: [{ width: 100, height: 100 }] }));
let made = 0;

async function runLease(pool: ReturnType<typeof createWorkerPool>, results: string) {
  const lease = pool.lease();
  const outcomes = sources.map((sourcePath) => {
    made += 1;
    const temporaryPaths = [join(results, `${made}.jpg`)];
    const onProbed = () => Promise.resolve({ paths: temporaryPaths });
    const attempt = { attemptId: String(made), sourcePath, work, temporaryPaths, onProbed };
    return lease.run(attempt, new AbortController().signal);
  });
  for (const outcome of await Promise.all(outcomes))
    if (outcome.kind !== 'succeeded') throw new Error(JSON.stringify(outcome));
  lease.end();
}

/** One lease for each worker at once. */
async function runLeases(pool: ReturnType<typeof createWorkerPool>, results: string) {
  await Promise.all(Array.from({ length: workers }, () => runLease(pool, results)));
  for (const name of readdirSync(results)) rmSync(join(results, name));
}

const launcherOf = (brokerEntry: string | null) =>
  createNodeLauncher({
    nodePath: findNode() ?? process.execPath,
    workerEntry: join(built, 'worker.js'),
    ...(brokerEntry !== null && { brokerEntry }),
  });

// A worker that is killed keeps no program waiting.
const kept = setInterval(() => undefined, 1000);

/** From the start of a worker to its first word. */
async function start(brokerEntry: string | null) {
  const before = new Set(processesBelow(process.pid));
  const begun = performance.now();
  const worker = launcherOf(brokerEntry).launch();
  const ended = new Promise<string>((resolve) => worker.onExit(resolve));
  await new Promise<void>((resolve) => worker.onMessage(() => resolve()));
  const wallMs = performance.now() - begun;
  const cpuMs = cpuMsOfThreads(processesBelow(process.pid).filter((id) => !before.has(id)));
  worker.kill();
  await ended;
  return { wallMs, cpuMs };
}

const startTimes = lanes.map(() => ({ wall: [] as number[], cpu: [] as number[] }));
for (let at = 0; at < starts; at += 1) {
  for (const [lane, { brokerEntry }] of lanes.entries()) {
    const { wallMs, cpuMs } = await start(brokerEntry);
    startTimes[lane]?.wall.push(wallMs);
    startTimes[lane]?.cpu.push(cpuMs);
  }
}
for (const [lane, { wall, cpu }] of startTimes.entries()) {
  const [wallMs, cpuMs, least] = [median(wall), median(cpu), Math.min(...wall)];
  console.log(
    `${lanes[lane]?.name}: ready after ${wallMs.toFixed(0)} ms (least ${least.toFixed(0)}), ${cpuMs.toFixed(0)} ms of CPU`,
  );
}

interface OpenLane {
  readonly name: string;
  readonly pool: ReturnType<typeof createWorkerPool>;
  readonly results: string;
  /** Its processes, and those of them that are brokers. */
  readonly own: readonly number[];
  readonly brokers: readonly number[];
  cpuMs: number;
  brokerMs: number;
  wallMs: number;
}

const open: OpenLane[] = [];
for (const { name, brokerEntry } of lanes) {
  const results = join(folder, `results ${name}`);
  mkdirSync(results);
  const before = new Set(processesBelow(process.pid));
  const launcher = launcherOf(brokerEntry);
  const pool = createWorkerPool({ launcher, limitMs: 60_000, idleMs: 600_000 });
  for (let at = 0; at < warmUps; at += 1) await runLeases(pool, results);
  const own = processesBelow(process.pid).filter((id) => !before.has(id));
  open.push({
    name,
    pool,
    results,
    own,
    brokers: own.filter(isBroker),
    cpuMs: 0,
    brokerMs: 0,
    wallMs: 0,
  });
}

/** How often it says how far it is: on a busy disk a series takes minutes. */
const tellings = 4;

function tell(leasesMade: number): void {
  const pictures = leasesMade * ofLease * workers;
  console.log(`${pictures} tiny pictures each, load ${loadavg()[0]?.toFixed(1)}`);
  for (const { name, own, cpuMs, brokerMs, wallMs } of open) {
    const more = ((cpuMs / (open[0]?.cpuMs ?? 1) - 1) * 100).toFixed(1);
    const [cpu, broker, wall] = [cpuMs, brokerMs, wallMs].map((ms) => (ms / pictures).toFixed(2));
    console.log(
      `${name}: ${cpu} ms of CPU (${more} %), ${broker} of it the broker's, ${wall} ms, ${own.length} processes`,
    );
  }
}

for (let at = 0; at < leases; at += 1) {
  // None is always the one after another.
  for (const lane of at % 2 === 0 ? open : open.toReversed()) {
    const [wall, cpu, broker] = [
      performance.now(),
      cpuMsOfThreads(lane.own),
      cpuMsOfThreads(lane.brokers),
    ];
    await runLeases(lane.pool, lane.results);
    lane.cpuMs += cpuMsOfThreads(lane.own) - cpu;
    lane.brokerMs += cpuMsOfThreads(lane.brokers) - broker;
    lane.wallMs += performance.now() - wall;
  }
  if ((at + 1) % Math.ceil(leases / tellings) === 0 || at + 1 === leases) tell(at + 1);
}
for (const { pool } of open) await pool.close();
clearInterval(kept);
rmSync(folder, { recursive: true });
