// Six outputs (three sizes in two formats) of 12-megapixel JPEGs: one task against six runs, in turns. Prints the ratio.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './median.ts';
import { writePhoto } from './write-photo.ts';
import { createWorkerPool } from '../src/engine/worker-pool/create-worker-pool.ts';
import { findNode } from '../src/engine/worker-pool/find-node.ts';
import { createNodeLauncher } from '../src/engine/worker-pool/node-launcher.ts';
import { OutputRecipe, Recipe, workOf } from '../src/shared/task/recipe.ts';

const rounds = Number(process.argv[2] ?? 8);
const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
const source = join(folder, 'photo.jpg');
await writePhoto(source);

const sets = { thumbnails: [400, 200, 100], web: [1280, 640, 320] };

const outputsOf = (edges: readonly number[]) =>
  edges.flatMap((longEdge) =>
    (['jpeg', 'webp'] as const).map((format) =>
      OutputRecipe.parse({ name: `${longEdge}-${format}`, longEdge, format }),
    ),
  );
const launcher = createNodeLauncher({
  nodePath: findNode() ?? process.execPath,
  workerEntry: join(import.meta.dirname, '../src/worker/index.ts'),
});
const pool = createWorkerPool({ launcher, limitMs: 60_000 });
const usual = workOf(Recipe.parse({ outputs: [{ width: 1 }] }));
let count = 0;

async function run(wanted: readonly OutputRecipe[]): Promise<number> {
  count += 1;
  const paths = wanted.map((_, at) => join(folder, `out-${count}-${at}`));
  const start = performance.now();
  const request = {
    attemptId: `bench-${count}`,
    sourcePath: source,
    work: { ...usual, outputs: wanted },
  };
  const outcome = await pool.run(
    { ...request, onProbed: () => Promise.resolve({ paths }) },
    new AbortController().signal,
  );
  if (outcome.kind !== 'succeeded') throw new Error(JSON.stringify(outcome));
  return performance.now() - start;
}

async function oneByOne(outputs: readonly OutputRecipe[]): Promise<number> {
  let total = 0;
  for (const output of outputs) total += await run([output]);
  return total;
}

for (const [name, edges] of Object.entries(sets)) {
  const outputs = outputsOf(edges);
  const together: number[] = [];
  const apart: number[] = [];
  await run(outputs);
  for (let round = 0; round < rounds; round += 1) {
    together.push(await run(outputs));
    apart.push(await oneByOne(outputs));
  }
  const [one, six] = [median(together), median(apart)];
  const ratio = (six / one).toFixed(2);
  console.log(`${name}: one task ${one.toFixed(0)} ms, six runs ${six.toFixed(0)} ms, ${ratio} ×`);
}
await pool.close();
rmSync(folder, { recursive: true });
