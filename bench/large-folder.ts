// A folder of 100,000 pictures, then the same as named files: how long the main thread is held up in each part of it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../src/engine/engine.ts';
import { isSettled } from '../src/shared/task/status.ts';
import { Recipe } from '../src/shared/task/recipe.ts';
import { linkPictures, smallPicture } from './large/linked-pictures.ts';
import { openMeasured } from './large/open-measured.ts';
import { storeMade } from './large/store-made.ts';
import type { Task } from '../src/shared/task/task.ts';
import { watchGaps } from './watch-gaps.ts';

const count = Number(process.argv[2] ?? 100_000);

const folder = mkdtempSync(
  join(process.env['THUMBLINE_BENCH_FOLDER'] ?? tmpdir(), 'thumbline-large-'),
);
const photos = join(folder, 'photos');
const warmUp = join(folder, 'warm-up.jpg');
writeFileSync(warmUp, await smallPicture());
const paths = await linkPictures(photos, count);
const recipe = Recipe.parse({
  outputs: [{ width: 32 }],
  destination: { kind: 'folder', path: join(folder, 'results') },
});

async function measure(part: string, work: () => Promise<string>): Promise<void> {
  const start = performance.now();
  const gaps = watchGaps();
  const note = await work();
  const seconds = (performance.now() - start) / 1000;
  const { wallMs, ownMs, cpuMs } = gaps();
  const cells = [
    part,
    `${seconds.toFixed(2)} s`,
    `${wallMs.toFixed(0)} ms`,
    `${ownMs.toFixed(0)} ms`,
    `${cpuMs.toFixed(0)} ms`,
  ];
  console.log(`| ${[...cells, note].join(' | ')} |`);
}

const open = (name: string) => openMeasured(folder, name);

/** Resolves when the queue says so; looked at with each change. */
function until(engine: Engine, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = engine.subscribe(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}

const enqueue = (engine: Engine, named: readonly string[]) =>
  engine.enqueue({ paths: named, recipe, origin: 'drop' });

async function warm(engine: Engine): Promise<void> {
  const { batchId } = await enqueue(engine, [warmUp]);
  await engine.settled(batchId ?? '');
}

function followSettled(engine: Engine): { firstMs: number | null; count: number } {
  const start = performance.now();
  const seen: { firstMs: number | null; count: number } = { firstMs: null, count: 0 };
  engine.subscribe((changes) => {
    for (const change of changes) {
      if (change.kind !== 'task' || change.task.status !== 'succeeded') continue;
      seen.firstMs ??= performance.now() - start;
      seen.count += 1;
    }
  });
  return seen;
}

console.log(`${count} files, load ${loadavg()[0]?.toFixed(1)}`);
console.log(
  '| part | time | longest gap | without others’ work | in CPU | |\n| --- | --- | --- | --- | --- | --- |',
);

const walked = open('walked.db');
await warm(walked);
await measure('a folder is walked', async () => {
  const settled = followSettled(walked);
  await enqueue(walked, [photos]);
  await until(walked, () => walked.snapshot().batches.every(({ isWalking }) => !isWalking));
  return `first result after ${settled.firstMs?.toFixed(0)} ms, ${settled.count} meanwhile`;
});
walked.pause();
const changesUntil = async (engine: Engine, wanted: number) => {
  let seen = 0;
  await new Promise<void>((resolve) => {
    const stop = engine.subscribe((changes) => {
      for (const change of changes) seen += change.kind === 'removed' ? change.taskIds.length : 1;
      if (seen < wanted) return;
      stop();
      resolve();
    });
  });
};
function* allTasks(): Generator<Task> {
  for (let after: number | null = -1; after !== null;) {
    const page: ReturnType<Engine['listTasks']> = walked.listTasks(after, 5000);
    yield* page.tasks;
    after = page.next;
  }
}
const countOf = (fits: (task: Task) => boolean) => [...allTasks()].filter(fits).length;
const isCancelled = ({ status }: Task) => status === 'cancelled';

async function act(part: string, wanted: number, action: () => void): Promise<void> {
  await measure(part, async () => {
    const done = changesUntil(walked, wanted);
    action();
    await done;
    return String(wanted);
  });
}

// So many may be named at once; the first ones are those of the warm-up.
const ids = Array.from(allTasks(), ({ id }) => id).slice(-100_000);
const unsettled = () => countOf(({ status }) => !isSettled(status));
await act('cancel all', unsettled(), () => walked.cancel('all'));
await act('retry all', countOf(isCancelled), () => walked.retry(ids));
await act('cancel all again', unsettled(), () => walked.cancel('all'));
const cancelled = countOf(isCancelled);
const onQueue = () => walked.snapshot().taskCount;
await act('clear all from the queue', onQueue(), () => walked.clear());
await act('retry all from the history', cancelled, () => walked.retry(ids));
await act('remove all', onQueue(), () => walked.remove('all'));
await walked.close();

const named = open('named.db');
await warm(named);
await measure('named files are added', async () => {
  const settled = followSettled(named);
  await enqueue(named, paths);
  return `first result after ${settled.firstMs?.toFixed(0) ?? '–'} ms, ${settled.count} meanwhile`;
});
await named.close();

const batchId = await storeMade(folder, 'made.db', count);
const made = open('made.db');
await measure('undo', async () => {
  const report = await made.undo(batchId);
  return report.ok ? `${report.value.trashedCount} moved to the trash` : report.problem;
});
await made.close();
rmSync(folder, { recursive: true });
