// npm run bench -- first-rows [tasks] [batches] [runs]: time from opening a service's page to its first row, with that
// many tasks on its queue. Needs Chromium. Asserts nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completeServeOptions } from '../src/service/command/serve-options.ts';
import { builtPage, createHelpers } from '../src/service/processes.ts';
import { serve, type Serving } from '../src/service/serve.ts';
import { recipeInto } from '../src/service/uploads/upload-recipe.ts';
import { builtInPresets } from '../src/shared/task/preset.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { median } from './median.ts';

const [taskCount = 10_000, batchCount = 1, runs = 7] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
const entry = join(import.meta.dirname, '../src/service/index.ts');
const options = completeServeOptions({ port: 0, store: join(folder, 'store') });
if (!options.ok) throw new Error(options.problem);
const serving = await serve(options.value, {
  version: '0.0.0',
  isLogging: false,
  helpers: createHelpers(entry),
  pageFolder: builtPage(entry),
  complain: console.error,
  tell: console.error,
});

/** Waiting ones: nothing else runs while it is measured. */
async function addTasks({ service }: Serving): Promise<void> {
  const { engine, submissions, ids } = service;
  engine.pause();
  const preset = builtInPresets.find(({ id }) => id === 'web') ?? builtInPresets[0];
  if (!preset) throw new Error('there is no preset');
  const recipe = recipeInto(join(folder, 'store', 'outputs'), preset.recipe);
  const submitted = Array.from({ length: taskCount }, (_, number) => {
    const taskId = ids.fresh();
    const key = `batch ${number % batchCount}`;
    const path = join(folder, 'store', 'uploads', taskId);
    return submissions.submit({
      files: [{ taskId, path, name: `picture ${number}.jpg`, sizeBytes: 123_456 }],
      submitter: 'local',
      recipe,
      batch: { key, title: key, origin: 'upload' },
    });
  });
  await Promise.all(submitted);
}

await addTasks(serving);
const browser = await launchChromium();
const firstRow: number[] = [];
const allRows: number[] = [];
for (let run = 0; run < runs; run += 1) {
  // A context of its own: nothing is cached.
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const startedAt = performance.now();
  await page.goto(serving.address, { waitUntil: 'commit' });
  await page.getByRole('list', { name: 'Tasks' }).getByRole('listitem').first().waitFor();
  firstRow.push(performance.now() - startedAt);
  await page.waitForFunction(
    (count) => document.body.textContent.includes(count),
    `of ${taskCount.toLocaleString('en')}`,
  );
  allRows.push(performance.now() - startedAt);
  await page.close();
}
await browser.close();
await serving.close();
rmSync(folder, { recursive: true, force: true });

const show = (times: readonly number[]) =>
  `${median(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})`;
console.log(`tasks, batches      ${taskCount}, ${batchCount}`);
console.log(`first row           ${show(firstRow)}`);
console.log(`all of them counted ${show(allRows)}`);
