import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { manifestName } from '../../../../src/engine/memory/manifests.ts';
import { openHistory } from '../../../../src/engine/history/open-history.ts';
import { outputsOf } from '../../../../src/shared/task/outputs-of.ts';
import { type StartedEngine, startEngine } from '../../../support/start-engine.ts';

const intoOne = (folder: string, conflict: string) => ({
  destination: { kind: 'folder', path: join(folder, 'out'), mirrorsTree: false },
  conflict,
});

/** A batch of sources whose results want one name; the first result is there. */
async function begun(conflict: string, names = ['1/a.jpg', '2/a.jpg']) {
  const first = startEngine();
  const sources = first.addFiles(...names);
  const batchId = await first.enqueue(sources, intoOne(first.folder, conflict));
  await (await first.pool.attempt(0)).finish();
  await first.becomes(sources[0] ?? '', 'succeeded');
  await first.pool.attempt(1);
  return { ...first, sources, batchId };
}

async function finishAll(started: StartedEngine, batchId: string): Promise<void> {
  started.pool.finishEverything();
  await started.engine.settled(batchId);
}

const inOut = (folder: string) =>
  readdirSync(join(folder, 'out'))
    .filter((name) => name !== manifestName)
    .sort();
const madeNames = ({ engine }: StartedEngine, batchId: string) =>
  Array.from(engine.tasksOf(batchId))
    .flatMap(outputsOf)
    .map(({ path }) => basename(path));

test.each(['rename', 'skip', 'overwrite', 'skip-unchanged'])(
  'after a restart two sources of a batch still get a result each (%s)',
  async (conflict) => {
    const first = await begun(conflict);
    await first.engine.close();
    const second = startEngine({ folder: first.folder });
    await finishAll(second, first.batchId);
    expect(madeNames(second, first.batchId)).toEqual(['a.jpg', 'a (2).jpg']);
    expect(inOut(first.folder)).toEqual(['a (2).jpg', 'a.jpg']);
  },
);

test('so they do when the names differ in case or spelling only', async () => {
  const names = ['1/caf\u00E9.jpg', '2/CAFE\u0301.jpg'];
  const first = await begun('overwrite', names);
  await first.engine.close();
  const second = startEngine({ folder: first.folder });
  await finishAll(second, first.batchId);
  expect(madeNames(second, first.batchId)).toEqual(['caf\u00E9.jpg', 'CAF\u00C9 (2).jpg']);
});

test('so they do when the app died between the result and the record of it', async () => {
  const first = startEngine();
  const [one = '', other = ''] = first.addFiles('1/a.jpg', '2/a.jpg');
  const batchId = await first.enqueue([one, other], intoOne(first.folder, 'overwrite'));
  await (await first.pool.attempt(0)).beginToWrite();
  const history = openHistory(join(first.folder, 'history.db'));
  const [task] = first.tasks();
  const [part = ''] = inOut(first.folder);
  const path = join(first.folder, 'out', 'a.jpg');
  const output = { name: 'thumbnail', path, width: 9, height: 6, format: 'jpeg' } as const;
  history.noteMade(task?.id ?? '', 1, {
    source: { format: 'jpeg', width: 400, height: 300 },
    outputs: [{ ...output, sizeBytes: 5 }],
    notes: [],
  });
  history.close();
  const historyPath = join(first.folder, 'crashed.db');
  for (const suffix of ['', '-wal']) {
    copyFileSync(join(first.folder, `history.db${suffix}`), `${historyPath}${suffix}`);
  }
  copyFileSync(join(first.folder, 'out', part), path);
  rmSync(join(first.folder, 'out', part));

  const second = startEngine({ folder: first.folder, historyPath });
  await finishAll(second, batchId);
  expect(madeNames(second, batchId)).toEqual(['a.jpg', 'a (2).jpg']);
});

test('a retry after a restart does not replace the result of another source of its batch', async () => {
  const first = await begun('overwrite');
  (await first.pool.attempt(1)).fail();
  await first.engine.settled(first.batchId);
  await first.engine.close();
  const second = startEngine({ folder: first.folder });
  const failed = Array.from(second.engine.tasksOf(first.batchId))[1];
  second.engine.retry([failed?.id ?? '']);
  await finishAll(second, first.batchId);
  expect(madeNames(second, first.batchId)).toEqual(['a.jpg', 'a (2).jpg']);
});

test('a result stays that was removed from the list before the restart', async () => {
  const first = await begun('overwrite');
  first.engine.remove([first.tasks()[0]?.id ?? '']);
  await first.engine.close();
  const second = startEngine({ folder: first.folder });
  await finishAll(second, first.batchId);
  expect(inOut(first.folder)).toEqual(['a (2).jpg', 'a.jpg']);
});

test('many batches that came between change nothing', async () => {
  const started = await begun('overwrite');
  const between = started.addFiles(...Array.from({ length: 20 }, (_, index) => `${index}.jpg`));
  for (const source of between) await started.enqueue([source], intoOne(started.folder, 'rename'));
  started.engine.setConcurrency(21);
  await started.pool.attempt(21);
  for (const attempt of started.pool.attempts.slice(2)) await attempt.finish();
  await (await started.pool.attempt(1)).finish();
  await started.engine.settled(started.batchId);
  expect(madeNames(started, started.batchId)).toEqual(['a.jpg', 'a (2).jpg']);
});

test('another batch may replace the result, as the recipe says', async () => {
  const first = await begun('overwrite');
  await (await first.pool.attempt(1)).finish();
  await first.engine.settled(first.batchId);
  await first.engine.close();
  writeFileSync(join(first.folder, 'out', 'a.jpg'), 'old');
  const second = startEngine({ folder: first.folder });
  const batchId = await second.enqueue(first.sources, intoOne(first.folder, 'overwrite'));
  await finishAll(second, batchId);
  expect(madeNames(second, batchId)).toEqual(['a.jpg', 'a (2).jpg']);
  expect(inOut(first.folder)).toEqual(['a (2).jpg', 'a.jpg']);
});
