// npm run bench -- engine [kinds] [rounds]: the whole engine against sharp alone, in turns. Prints medians as ratios.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNode } from '../src/engine/worker-pool/find-node.ts';
import { median } from './median.ts';
import { Cost } from './queue/cpu-time.ts';
import { isKind, type Kind, makeSources } from './queue/sources.ts';

const words = process.argv.slice(2);
const asked = words.filter(isKind);
const kinds: readonly Kind[] = asked.length > 0 ? asked : ['tiny', 'photo', 'mixed'];
const rounds = Number(words.find((word) => /^\d+$/.test(word)) ?? 7);
const concurrency = availableParallelism();

/**
 * `defaults` is sharp alone as it comes, `bare` with the options that we use, and `safe` that one writing as carefully as the
 * engine: what the promise costs by itself.
 */
const lanes = ['defaults', 'bare', 'safe', 'engine'] as const;
type Lane = (typeof lanes)[number];

function runLane(lane: Lane, folder: string, kind: Kind): Cost {
  const results = mkdtempSync(join(folder, `results-${lane}-`));
  const entry = join(import.meta.dirname, 'queue/lane.ts');
  const folders = [join(folder, kind), join(folder, `${kind}-warm-up`), results];
  const node = findNode() ?? process.execPath;
  const printed = execFileSync(node, [entry, lane, ...folders, String(concurrency)]);
  rmSync(results, { recursive: true });
  return Cost.parse(JSON.parse(String(printed)));
}

function copyWarmUp(folder: string, kind: Kind): void {
  mkdirSync(join(folder, `${kind}-warm-up`));
  for (const name of readdirSync(join(folder, kind)).slice(0, 40)) {
    cpSync(join(folder, kind, name), join(folder, `${kind}-warm-up`, `w-${name}`));
  }
}

async function compare(kind: Kind): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
  await makeSources(folder, kind);
  copyWarmUp(folder, kind);
  const count = readdirSync(join(folder, kind)).length;
  const costs = Array.from({ length: rounds }, () =>
    Object.fromEntries(lanes.map((lane) => [lane, runLane(lane, folder, kind)] as const)),
  );
  rmSync(folder, { recursive: true });
  const figures = (lane: Lane, figure: keyof Cost) =>
    costs.flatMap((cost) => cost[lane]?.[figure] ?? []);
  const each = (lane: Lane, figure: keyof Cost) =>
    (median(figures(lane, figure)) / count).toFixed(2);
  const toSafe = (lane: Lane, figure: keyof Cost) => {
    const safe = figures('safe', figure);
    const ratios = figures(lane, figure).map((ms, round) => ms / (safe[round] ?? ms));
    return median(ratios).toFixed(2);
  };
  console.log(
    `${kind}: ${count} files, ${rounds} rounds, ${concurrency} at once; ms a file, and × safe`,
  );
  console.table(
    Object.fromEntries(
      lanes.map((lane) => [
        lane,
        {
          CPU: each(lane, 'cpuMs'),
          '× safe': toSafe(lane, 'cpuMs'),
          clock: each(lane, 'wallMs'),
          '× safe by the clock': toSafe(lane, 'wallMs'),
          'main thread': each(lane, 'mainMs'),
          workers: each(lane, 'workersMs'),
          'system calls': each(lane, 'systemMs'),
          transactions: each(lane, 'transactions'),
        },
      ]),
    ),
  );
}

for (const kind of kinds) await compare(kind);
