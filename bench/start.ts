// npm run bench -- start [rounds]: from starting the built app to a window that has something to show, against an empty window
// of the same Electron with the same flags, in turns. Asserts nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { commandLine, electronPath } from '../tests/e2e/harness/launch.ts';
import { median } from './median.ts';

const rounds = Number(process.argv[2] ?? 11);
const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
const Shown = z.object({ shownAt: z.number(), cpu: z.record(z.string(), z.number()) });
const beside = join(import.meta.dirname, 'start');

interface Start {
  readonly ms: number;
  readonly cpuMs: number;
  /** By kind of process. */
  readonly cpu: Readonly<Record<string, number>>;
}

/** A start with a folder of its own: nothing is kept from the one before. */
async function start(entry: string): Promise<Start> {
  const userData = mkdtempSync(join(folder, 'user-'));
  const [, ...options] = commandLine({ userData });
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const hook = join(beside, 'tell-when-shown.cjs');
  // `--app=`: a second word without dashes would be a folder to make thumbnails of.
  const words = ['--require', hook, `--app=${entry}`, ...asRoot, ...options];
  const startedAt = Date.now();
  const child = spawn(electronPath(), words, { stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  await once(child, 'close');
  const { shownAt, cpu } = Shown.parse(JSON.parse(printed));
  const cpuMs = Object.values(cpu).reduce((sum, ms) => sum + ms, 0);
  return { ms: shownAt - startedAt, cpuMs, cpu };
}

const [root = ''] = commandLine({ userData: folder });
const lanes = { 'empty window': join(beside, 'empty-window.cjs'), Thumbline: root };
type Lane = keyof typeof lanes;
const taken: Record<Lane, Start[]> = { 'empty window': [], Thumbline: [] };
await start(lanes['empty window']);
await start(lanes.Thumbline);
for (let round = 0; round < rounds; round += 1) {
  taken['empty window'].push(await start(lanes['empty window']));
  taken.Thumbline.push(await start(lanes.Thumbline));
}
rmSync(folder, { recursive: true, force: true });

const load = loadavg()[0]?.toFixed(1) ?? '?';
console.log(`\n| ${rounds} starts in turns, load ${load} | shown after | range | CPU |`);
console.log('| --- | --- | --- | --- |');
for (const lane of ['empty window', 'Thumbline'] as const) {
  const times = taken[lane].map(({ ms }) => ms);
  const cpu = median(taken[lane].map(({ cpuMs }) => cpuMs));
  const range = `${Math.min(...times)}–${Math.max(...times)} ms`;
  console.log(`| ${lane} | ${median(times)} ms | ${range} | ${cpu.toFixed(0)} ms |`);
}
for (const kind of Object.keys(taken.Thumbline[0]?.cpu ?? {})) {
  const [empty, own] = [taken['empty window'], taken.Thumbline].map((starts) =>
    median(starts.map(({ cpu }) => cpu[kind] ?? 0)).toFixed(0),
  );
  console.log(`CPU of ${kind}: ${empty} ms in an empty window, ${own} ms in Thumbline`);
}
const ratio = (figure: 'ms' | 'cpuMs') =>
  median(
    taken.Thumbline.map((own, at) => own[figure] / (taken['empty window'][at]?.[figure] ?? 1)),
  ).toFixed(2);
console.log(`\nratio, median of the rounds: ${ratio('ms')} by the clock, ${ratio('cpuMs')} in CPU`);
