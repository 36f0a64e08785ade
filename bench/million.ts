// One drop of a million pictures: what main holds in memory, how long it is held up, and what a task costs from first to last.
// `--until N` ends it when so many are made: a million take hours. Writes bench/results/million.svg and million.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Recipe } from '../src/shared/task/recipe.ts';
import { openMeasured } from './large/open-measured.ts';
import { plotSvg } from './large/plot-svg.ts';
import { watchGaps } from './watch-gaps.ts';

const words = process.argv.slice(2);
const untilAt = words.indexOf('--until');
const until = untilAt < 0 ? Infinity : Number(words[untilAt + 1]);
const count = Number(
  words.find((word, at) => /^\d+$/.test(word) && words[at - 1] !== '--until') ?? 1_000_000,
);
const everyMs = 5000;

interface Sample {
  readonly seconds: number;
  readonly isWalking: boolean;
  readonly onQueue: number;
  readonly made: number;
  readonly rssMb: number;
  readonly heapMb: number;
  /** Of main, for each task made or found meanwhile. Milliseconds. */
  readonly cpuEach: number;
  readonly gapMs: number;
  /** Without the time in which other programs had the core. */
  readonly gapOwnMs: number;
  readonly gapCpuMs: number;
}

const folder = mkdtempSync(
  join(process.env['THUMBLINE_BENCH_FOLDER'] ?? tmpdir(), 'thumbline-million-'),
);
const photos = join(folder, 'photos');
// In a process of its own, so that its memory is not counted.
execFileSync(process.execPath, [
  join(import.meta.dirname, 'large/linked-pictures.ts'),
  photos,
  String(count),
]);
const engine = openMeasured(folder, 'history.db');
const recipe = Recipe.parse({
  outputs: [{ width: 32 }],
  destination: { kind: 'folder', path: join(folder, 'results') },
});

const mainCpuMs = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const megabytes = (bytes: number) => bytes / 1024 / 1024;

let made = 0;
engine.subscribe((changes) => {
  for (const change of changes) {
    if (change.kind === 'task' && change.task.status === 'succeeded') made += 1;
  }
});

const start = performance.now();
const samples: Sample[] = [];
let last = { made: 0, onQueue: 0, cpuMs: mainCpuMs() };
let gaps = watchGaps();

function takeSample(): void {
  const { wallMs, ownMs: gapOwnMs, cpuMs: gapCpuMs } = gaps();
  gaps = watchGaps();
  const { taskCount: onQueue, batches } = engine.snapshot();
  const { rss, heapUsed } = process.memoryUsage();
  const cpuMs = mainCpuMs();
  const isWalking = batches.some((batch) => batch.isWalking);
  const done = isWalking ? onQueue - last.onQueue : made - last.made;
  const sample: Sample = {
    seconds: (performance.now() - start) / 1000,
    isWalking,
    onQueue,
    made,
    rssMb: megabytes(rss),
    heapMb: megabytes(heapUsed),
    cpuEach: (cpuMs - last.cpuMs) / Math.max(1, done),
    gapMs: wallMs,
    gapOwnMs,
    gapCpuMs,
  };
  samples.push(sample);
  last = { made, onQueue, cpuMs };
}

const row = (sample: Sample) => {
  const { seconds, isWalking, onQueue, made: madeThen, rssMb, heapMb, cpuEach } = sample;
  const cells = [
    `${seconds.toFixed(0)} s`,
    isWalking ? 'walking' : 'making',
    onQueue,
    madeThen,
    `${rssMb.toFixed(0)} MB`,
    `${heapMb.toFixed(0)} MB`,
    `${cpuEach.toFixed(2)} ms`,
    `${sample.gapMs.toFixed(0)} ms`,
    `${sample.gapOwnMs.toFixed(0)} ms`,
    `${sample.gapCpuMs.toFixed(0)} ms`,
  ];
  return `| ${cells.join(' | ')} |`;
};
const head = [
  '| after | | on the queue | made | main | heap | main’s CPU a task | longest gap | without others’ work | in CPU |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
];

console.log(`${count} files, load ${loadavg()[0]?.toFixed(1)}`);
for (const line of head) console.log(line);
const load = loadavg()[0]?.toFixed(1) ?? '';
const { batchId } = await engine.enqueue({ paths: [photos], recipe, origin: 'drop' });
const { promise: ended, resolve: end } = Promise.withResolvers<void>();
void engine.settled(batchId ?? '').then(end);
const timer = setInterval(() => {
  takeSample();
  const sample = samples.at(-1);
  if (sample) console.log(row(sample));
  if (made >= until && sample?.isWalking === false) end();
}, everyMs);
await ended;
clearInterval(timer);
takeSample();

const walking = samples.filter(({ isWalking }) => isWalking);
const making = samples.filter(({ isWalking }) => !isWalking);
const most = (of: readonly Sample[], figure: (sample: Sample) => number) =>
  Math.max(0, ...of.map(figure)).toFixed(0);
const summary = [
  `${count} files in one drop, ${made} made; load ${load} at the start, ${loadavg()[0]?.toFixed(1)} at the end.`,
  `Main: at most ${most(samples, ({ rssMb }) => rssMb)} MB, heap ${most(samples, ({ heapMb }) => heapMb)} MB.`,
  `Longest gap while walking ${most(walking, ({ gapMs }) => gapMs)} ms (CPU ${most(walking, ({ gapCpuMs }) => gapCpuMs)} ms),` +
    ` afterwards ${most(making, ({ gapMs }) => gapMs)} ms (CPU ${most(making, ({ gapCpuMs }) => gapCpuMs)} ms).`,
];
for (const line of summary) console.log(line);
const results = join(import.meta.dirname, 'results');
const every = Math.max(1, Math.ceil(samples.length / 20));
const shown = samples.filter((_, at) => at % every === 0 || at === samples.length - 1);
writeFileSync(
  join(results, 'million.md'),
  `# npm run bench -- million\n\n${summary.join('\n')}\n\n${[...head, ...shown.map(row)].join('\n')}\n\n` +
    '![Cost of a task and memory of main](million.svg)\n',
);
writeFileSync(
  join(results, 'million.svg'),
  plotSvg([
    {
      name: 'main’s CPU a task while walking (ms)',
      points: walking.map((s) => [s.onQueue, s.cpuEach]),
    },
    { name: 'main’s CPU a task while making (ms)', points: making.map((s) => [s.made, s.cpuEach]) },
    {
      name: 'main’s memory (MB) by tasks on the queue',
      points: samples.map((s) => [s.onQueue, s.rssMb]),
    },
  ]),
);
gaps();
await engine.close();
rmSync(folder, { recursive: true });
