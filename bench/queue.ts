// npm run bench -- engine [kinds] [rounds] [lanes] [name=checkout…]: the whole engine against sharp alone, in turns. Linux only.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAppIfStale } from '../scripts/build-if-stale.js';
import { findNode } from '../src/engine/worker-pool/find-node.ts';
import { Cost } from './queue/cpu-time.ts';
import { tableOf } from './queue/cost-table.ts';
import { counts, isKind, type Kind, makeSources, warmUps } from './queue/sources.ts';

const words = process.argv.slice(2);
const asked = words.filter(isKind);
const kinds: readonly Kind[] = asked.length > 0 ? asked : ['tiny', 'photo', 'mixed'];
const rounds = Number(words.find((word) => /^\d+$/.test(word)) ?? 7);
const concurrency = availableParallelism();

/**
 * `defaults` is sharp alone as it comes, `bare` with the options that we use, and `safe` that one writing as carefully as the
 * engine: what the promise costs by itself. Then the engine as it runs here, and as it does where no system closes decoders in.
 */
const ways = ['defaults', 'bare', 'safe', 'engine', 'without its box'];
const here = join(import.meta.dirname, '..');
const named = ways.filter((way) => words.includes(way));
const lanes = [
  ...(named.length > 0 ? named : ways).map((way) => ({ name: way, way, checkout: here })),
  // The engine of other checkouts, which are built.
  ...words.flatMap((word) => {
    const [name, checkout] = word.split('=');
    return name && checkout ? [{ name, way: 'engine', checkout }] : [];
  }),
];

const protocol = `Each run is a process of its own, with threads and workers as they are built. First it makes ${warmUps.tiny} tiny pictures, and some of the kind
where that is another, then those that are measured, each time as one batch. A round is all lanes in turn, in another order each time, over the
same files; the next round has files of its own. CPU is that of all processes. Nothing is deleted before the end.`;

const load = () => loadavg()[0]?.toFixed(1) ?? '?';

async function runRound(folder: string, kind: Kind, round: number): Promise<readonly Cost[]> {
  const orders = [
    { kind: 'tiny', count: warmUps.tiny } as const,
    ...(kind === 'tiny' ? [] : [{ kind, count: warmUps[kind] }]),
    { kind, count: counts[kind] },
  ];
  const sources: string[] = [];
  for (const order of orders) sources.push(await makeSources(folder, order));
  const costs = new Map<number, Cost>();
  for (const step of lanes.keys()) {
    const at = (round + step) % lanes.length;
    const { way = '', checkout = here } = lanes[at] ?? {};
    const results = mkdtempSync(join(folder, 'results-'));
    const run = [join(checkout, 'bench/queue/lane.ts'), way, results, String(concurrency)];
    const printed = execFileSync(findNode() ?? process.execPath, [...run, ...sources]);
    costs.set(at, Cost.parse(JSON.parse(String(printed))));
  }
  return lanes.flatMap((_, at) => costs.get(at) ?? []);
}

async function compare(folder: string, kind: Kind): Promise<void> {
  const loadBefore = load();
  const taken: (readonly Cost[])[] = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await runRound(folder, kind, round));
  console.log(
    `\n${kind}: ${rounds} rounds of ${counts[kind]}, ${concurrency} at once, load ${loadBefore} to ${load()}; ms a file, medians and least\n`,
  );
  const rows = lanes.map(({ name }, at) => ({ name, costs: taken.flatMap((of) => of[at] ?? []) }));
  for (const line of tableOf(rows, counts[kind])) console.log(line);
}

buildAppIfStale();
console.log(protocol);
const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
for (const kind of kinds) await compare(folder, kind);
rmSync(folder, { recursive: true });
