// npm run bench -- second-run [files] [folder]: `skip-unchanged` in the terminal as built, over a folder of hard links of a few hundred
// small pictures. The first run makes everything; then the run that finds nothing to do is measured. A folder that is named is kept, and
// its first run is done once. Linux.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { buildAppIfStale } from '../scripts/build-if-stale.js';
import { median } from './median.ts';
import { cpuMsOf } from './queue/cpu-time.ts';

const count = Number(process.argv[2] ?? 100_000);
const kept = process.argv[3];
const rounds = 5;
const modelCount = 300;

const folder = kept ?? mkdtempSync(join(tmpdir(), 'thumbline-second-'));
const photos = join(folder, 'photos');
const data = join(folder, 'data');
const program =
  process.env['THUMBLINE_BENCH_PROGRAM'] ?? join(import.meta.dirname, '../out/main/cli.js');

async function makePhotos(): Promise<void> {
  const models = join(folder, 'models');
  mkdirSync(models, { recursive: true });
  mkdirSync(photos);
  for (let at = 0; at < modelCount; at += 1) {
    const background = { r: at % 256, g: 128, b: 255 - (at % 256) };
    const create = { width: 64, height: 48, channels: 3 as const, background };
    await sharp({ create })
      .jpeg()
      .toFile(join(models, `${at}.jpg`));
  }
  for (let at = 0; at < count; at += 1) {
    linkSync(
      join(models, `${at % modelCount}.jpg`),
      join(photos, `${String(at).padStart(7, '0')}.jpg`),
    );
  }
}

interface Run {
  readonly summary: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** What it caused to be written to disks, with the pages that were thrown away before they were. */
  readonly writtenBytes: number;
  readonly peakBytes: number;
  /** Processes that it started and that lived at one of the looks, ten a second. */
  readonly workers: number;
}

const figureOf = (file: string, name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0);

/** The command itself, looked at until it has ended; its workers' time counts once they have been waited for. */
async function run(): Promise<Run> {
  const words = [program, '--conflict', 'skip-unchanged', '--size', '32x32', photos];
  const startedAt = performance.now();
  const child = spawn(process.execPath, words, {
    env: { ...process.env, XDG_DATA_HOME: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const processId = child.pid ?? 0;
  const ownFiles = `/proc/${processId}`;
  const seen = { cpuMs: 0, written: 0, peak: 0, workers: 0 };
  const look = () => {
    try {
      seen.cpuMs = cpuMsOf(processId);
      seen.written = figureOf(join(ownFiles, 'io'), 'write_bytes');
      seen.peak = Math.max(seen.peak, figureOf(join(ownFiles, 'status'), 'VmRSS') * 1024);
      const children = readFileSync(
        join(ownFiles, 'task', String(processId), 'children'),
        'latin1',
      );
      seen.workers = Math.max(seen.workers, children.split(' ').filter(Boolean).length);
    } catch {
      // It has ended.
    }
  };
  const looking = setInterval(look, 20);
  let last = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    last = `${last}${text}`.slice(-300);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    last = `${last}${text}`.slice(-300);
  });
  await once(child, 'close');
  clearInterval(looking);
  return {
    summary: last.trim().split('\n').at(-1) ?? '',
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: seen.cpuMs / 1000,
    writtenBytes: seen.written,
    peakBytes: seen.peak,
    workers: seen.workers,
  };
}

if (process.env['THUMBLINE_BENCH_PROGRAM'] === undefined) buildAppIfStale();
const done = join(folder, 'first-run-done');
if (!existsSync(done)) {
  if (!existsSync(photos)) await makePhotos();
  const first = await run();
  console.log(`first run: ${first.seconds.toFixed(0)} s. ${first.summary}`);
  mkdirSync(done);
}
const runs: Run[] = [];
for (let round = 0; round < rounds; round += 1) runs.push(await run());
const middle = (figure: (one: Run) => number) => median(runs.map(figure));
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
console.log(`\n${runs.at(-1)?.summary}\n`);
console.log(
  `| ${count} files, ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)} | |\n| --- | --- |`,
);
console.log(`| by the clock | ${middle(({ seconds }) => seconds).toFixed(2)} s |`);
console.log(`| CPU, without workers | ${middle(({ cpuSeconds }) => cpuSeconds).toFixed(2)} s |`);
console.log(`| written to disk | ${mb(middle(({ writtenBytes }) => writtenBytes))} |`);
console.log(`| most memory | ${mb(middle(({ peakBytes }) => peakBytes))} |`);
console.log(`| workers | ${middle(({ workers }) => workers)} |`);
console.log(`${readdirSync(join(photos, 'thumbnails')).length} results`);
if (kept === undefined) rmSync(folder, { recursive: true });
