// How far off a plan's sizes are: plans a mixed set, makes it, and compares file by file. Prints a table.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { makeMixedPictures } from './mixed-pictures.ts';
import { createThreadWalker } from '../src/engine/walk/thread-walker.ts';
import { makePlan } from '../src/engine/dry-run/make-plan.ts';
import { createManifests } from '../src/engine/memory/manifests.ts';
import { noMemory } from '../src/engine/memory/unchanged.ts';
import { createWorkerPool } from '../src/engine/worker-pool/create-worker-pool.ts';
import { findNode } from '../src/engine/worker-pool/find-node.ts';
import { createNodeLauncher } from '../src/engine/worker-pool/node-launcher.ts';
import type { PlannedFile } from '../src/shared/task/plan.ts';
import { Recipe, workOf } from '../src/shared/task/recipe.ts';

const [count = '300', ...given] = process.argv.slice(2);
const within = 1.5;
const concurrency = 2;
const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
if (Number(count) > 0) await makeMixedPictures(join(folder, 'made'), Number(count));
const paths = [...(Number(count) > 0 ? [join(folder, 'made')] : []), ...given];

const outputs = [
  { name: 'jpeg 320', longEdge: 320, format: 'jpeg' },
  { name: 'jpeg 1600 q60', longEdge: 1600, format: 'jpeg', quality: 60 },
  { name: 'jpeg 200 cover', width: 200, height: 200, fit: 'cover', format: 'jpeg', quality: 90 },
  { name: 'png 256', longEdge: 256, format: 'png' },
  { name: 'webp 640', longEdge: 640, format: 'webp' },
  { name: 'webp 1600 q60', longEdge: 1600, format: 'webp', quality: 60 },
  { name: 'avif 400', longEdge: 400, format: 'avif' },
  { name: 'avif 1024 q40', longEdge: 1024, format: 'avif', quality: 40 },
  { name: 'same 480', longEdge: 480, format: 'same' },
] as const;
const launcher = createNodeLauncher({
  nodePath: findNode() ?? process.execPath,
  workerEntry: join(import.meta.dirname, '../src/worker/index.ts'),
});
const pool = createWorkerPool({ launcher, limitMs: 120_000 });
const tools = {
  pool,
  walker: createThreadWalker(new URL('../src/engine/walk/walk-thread.ts', import.meta.url)),
  concurrency,
  memory: noMemory,
  manifests: createManifests(),
  mayReplaceSources: false,
};
const { signal } = new AbortController();

async function plan(wanted: readonly object[]) {
  const recipe = Recipe.parse({
    outputs: wanted,
    destination: { kind: 'folder', path: join(folder, 'out') },
  });
  const start = performance.now();
  const made = await makePlan(tools, { paths, recipe, signal });
  return { ...made, recipe, seconds: (performance.now() - start) / 1000 };
}

/** The sizes that a run really makes, by source; nothing for a source of which it makes nothing. */
async function run(
  recipe: Recipe,
  sources: readonly string[],
): Promise<Map<string, readonly (number | null)[]>> {
  const sizes = new Map<string, readonly (number | null)[]>();
  const left = [...sources.entries()];
  const makeNext = async (): Promise<void> => {
    const next = left.shift();
    if (!next) return;
    const [at, sourcePath] = next;
    const files = recipe.outputs.map((_, index) => join(folder, `out-${at}-${index}`));
    const request = { attemptId: `run-${at}`, sourcePath, work: workOf(recipe) };
    const outcome = await pool.run(
      { ...request, onProbed: () => Promise.resolve({ paths: files }) },
      signal,
    );
    if (outcome.kind === 'succeeded') {
      sizes.set(
        sourcePath,
        outcome.outputs.map((output) => output?.sizeBytes ?? null),
      );
      for (const file of files) rmSync(file, { force: true });
    }
    return makeNext();
  };
  await Promise.all(Array.from({ length: concurrency }, makeNext));
  return sizes;
}

interface Compared {
  readonly output: string;
  readonly kind: string;
  readonly planned: PlannedFile;
  readonly bytes: number;
}

const factorOf = ({ planned, bytes }: Compared) =>
  Math.exp(Math.abs(Math.log(planned.estimatedBytes / bytes)));
/** Not encoded, or only in part. */
const isGuessed = ({ planned }: Compared) => planned.leastBytes < planned.mostBytes;
const percent = (part: number, whole: number) =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;

function tell(name: string, all: readonly Compared[]): void {
  const guessed = all.filter(isGuessed);
  const isNear = (one: Compared) => factorOf(one) <= within;
  const isInside = ({ planned, bytes }: Compared) =>
    bytes >= planned.leastBytes && bytes <= planned.mostBytes;
  const factors = guessed.map(factorOf).toSorted((a, b) => a - b);
  const [planned, made] = [
    all.reduce((sum, one) => sum + one.planned.estimatedBytes, 0),
    all.reduce((sum, one) => sum + one.bytes, 0),
  ];
  console.log(
    `| ${name} | ${all.length} | ${percent(all.filter(isNear).length, all.length)} | ${guessed.length} | ` +
      `${percent(guessed.filter(isNear).length, guessed.length)} | ${(factors[factors.length >> 1] ?? 1).toFixed(2)} | ` +
      `${percent(guessed.filter(isInside).length, guessed.length)} | ${(planned / made).toFixed(2)} |`,
  );
}

const truth = await plan(outputs);
const sources = truth.rows
  .filter(({ action }) => action === 'write')
  .map(({ sourcePath }) => sourcePath);
const sizes = await run(truth.recipe, sources);

function compare(rows: (typeof truth)['rows'], names: readonly string[]): Compared[] {
  return rows.flatMap((row) => {
    if (row.action !== 'write') return [];
    return row.outputs.flatMap((planned, at) => {
      const output = names[at] ?? '';
      const bytes = sizes.get(row.sourcePath)?.[outputs.findIndex(({ name }) => name === output)];
      return bytes ? [{ output, kind: basename(dirname(row.sourcePath)), planned, bytes }] : [];
    });
  });
}

console.log(
  `| | files | within ${within} × | guessed | of those within | median factor | inside the range | sum |`,
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
const alone: Compared[] = [];
for (const output of outputs) {
  const { rows, seconds } = await plan([output]);
  const compared = compare(rows, [output.name]);
  tell(`${output.name} (${seconds.toFixed(1)} s)`, compared);
  alone.push(...compared);
}
for (const [kind, group] of Map.groupBy(alone, (one) => one.kind)) tell(kind, group);
tell('**all**', alone);
tell(
  `all outputs in one plan (${truth.seconds.toFixed(1)} s)`,
  compare(
    truth.rows,
    outputs.map(({ name }) => name),
  ),
);
const broken = sources.filter((path) => !sizes.has(path));
console.log(
  `${broken.length} of ${sources.length} pictures with files in the plan could not be made.`,
);
for (const path of broken) console.log(`  ${basename(path)}, ${statSync(path).size} bytes`);
await pool.close();
rmSync(folder, { recursive: true });
