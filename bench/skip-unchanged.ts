// Ten thousand small files with `skip-unchanged`, twice. Prints both times; the second run must write nothing.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { Recipe } from '../src/shared/task/recipe.ts';
import { openEngine } from '../tests/support/open-engine.ts';

const count = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
const photos = join(folder, 'photos');
mkdirSync(photos);
const sample = join(folder, 'sample.jpg');
const grey = { create: { width: 300, height: 200, channels: 3 as const, background: '#888888' } };
await sharp(grey).toFile(sample);
for (let at = 0; at < count; at += 1) copyFileSync(sample, join(photos, `${at}.jpg`));
const recipe = Recipe.parse({ outputs: [{ width: 100 }], conflict: 'skip-unchanged' });

async function run(name: string): Promise<void> {
  const engine = openEngine(folder);
  const start = performance.now();
  const { batchId } = await engine.enqueue({ paths: [photos], recipe, origin: 'drop' });
  await engine.settled(batchId ?? '');
  const seconds = (performance.now() - start) / 1000;
  const tasks = engine.tasksOf(batchId ?? '');
  const made = tasks.filter(({ status }) => status === 'succeeded').length;
  const unchanged = tasks.filter((task) => task.status === 'skipped').length;
  await engine.close();
  console.log(`${name} run: ${made} made, ${unchanged} unchanged, ${seconds.toFixed(1)} s`);
}

await run('first');
await run('second');
console.log(`${readdirSync(join(photos, 'thumbnails')).length} results`);
rmSync(folder, { recursive: true });
