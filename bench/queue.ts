// npm run bench -- engine [kinds] [rounds]: the whole engine against sharp alone, in turns. Prints medians as ratios.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findNode } from '../src/engine/worker-pool/find-node.ts';
import { median } from './median.ts';
import type { Cost } from './queue/cpu-time.ts';
import { isKind, type Kind, makeSources } from './queue/sources.ts';

const words = process.argv.slice(2);
const asked = words.filter(isKind);
const kinds: readonly Kind[] = asked.length > 0 ? asked : ['tiny', 'photo', 'mixed'];
const rounds = Number(words.find((word) => /^\d+$/.test(word)) ?? 7);
const concurrency = availableParallelism();

/** `safe` is sharp alone that writes as carefully as the engine: what the promise costs by itself. */
const lanes = ['bare', 'safe', 'engine'] as const;
type Lane = (typeof lanes)[number];

const Cost = z.object({ wallMs: z.number(), cpuMs: z.number(), mainBusyMs: z.number() });

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
  const costs = Array.from({ length: rounds }, () => ({
    bare: runLane('bare', folder, kind),
    safe: runLane('safe', folder, kind),
    engine: runLane('engine', folder, kind),
  }));
  rmSync(folder, { recursive: true });
  const each = (lane: Lane, figure: keyof Cost) =>
    (median(costs.map((cost) => cost[lane][figure])) / count).toFixed(2);
  const ratio = (lane: Lane, figure: keyof Cost) =>
    median(costs.map((cost) => cost[lane][figure] / cost.bare[figure])).toFixed(2);
  console.log(`${kind}: ${count} files, ${rounds} rounds, ${concurrency} at once`);
  for (const lane of lanes) {
    const time = `CPU ${ratio(lane, 'cpuMs')} (${each(lane, 'cpuMs')} ms a file)`;
    const wall = `wall ${ratio(lane, 'wallMs')} (${each(lane, 'wallMs')} ms)`;
    console.log(`  ${lane}: ${time}, ${wall}, main thread ${each(lane, 'mainBusyMs')} ms`);
  }
}

for (const kind of kinds) await compare(kind);
