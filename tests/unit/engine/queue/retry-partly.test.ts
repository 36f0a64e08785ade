import {
  copyFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHistory } from '../../../../src/engine/history/open-history.ts';
import { notOk } from '../../../../src/shared/result.ts';
import type { TaskSelection } from '../../../../src/shared/task/history.ts';
import { outputsOf } from '../../../../src/shared/task/outputs-of.ts';
import { type StartedEngine, startEngine } from '../../../support/start-engine.ts';

const three = {
  outputs: ['small', 'medium', 'large'].map((name) => ({ name, width: 10 })),
  fileName: '{name}-{output}.{ext}',
};
/** Its place in the recipe. */
const large = 2;
const names = ['a-large.jpg', 'a-medium.jpg', 'a-small.jpg'];
const inFolder = ({ folder }: StartedEngine) => readdirSync(join(folder, 'thumbnails')).sort();
const made = ({ folder }: StartedEngine, name: string) => join(folder, 'thumbnails', name);

/** One task whose large output did not work. */
async function partlyMade(recipe: object = three) {
  const started = startEngine();
  const [source = ''] = started.addFiles('a.jpg');
  const batchId = await started.enqueue([source], recipe);
  await (await started.pool.attempt(0)).finish([large]);
  await started.engine.settled(batchId);
  return { ...started, source, batchId };
}

async function retried(
  started: Awaited<ReturnType<typeof partlyMade>>,
  failing: number[] = [],
  which: TaskSelection = 'all',
) {
  const next = started.pool.attempts.length;
  started.engine.retry(which);
  const attempt = await started.pool.attempt(next);
  await attempt.finish(failing);
  await started.engine.settled(started.batchId);
  return attempt;
}

const outputNames = (started: StartedEngine) =>
  started.tasks().map((task) => outputsOf(task).map(({ name }) => name));

test('a retry makes only what failed, and the task then has every output in order', async () => {
  const started = await partlyMade();
  expect(started.tasks()).toMatchObject([
    { status: 'failed', failure: { code: 'disk-full' }, partly: { failedOutputs: ['large'] } },
  ]);
  const attempt = await retried(started);
  expect(attempt.wanted).toEqual([false, false, true]);
  expect(started.tasks()).toMatchObject([{ status: 'succeeded', attempts: 2 }]);
  expect(outputNames(started)).toEqual([['small', 'medium', 'large']]);
  expect(inFolder(started)).toEqual(names);
});

test('what fails again is all that is missing, and a third attempt makes it', async () => {
  const started = await partlyMade();
  rmSync(made(started, 'a-small.jpg'));
  await retried(started, [large]);
  expect(started.tasks()).toMatchObject([
    { status: 'failed', partly: { failedOutputs: ['large'] } },
  ]);
  expect(outputNames(started)).toEqual([['small', 'medium']]);
  expect((await retried(started)).wanted).toEqual([false, false, true]);
  expect(inFolder(started)).toEqual(names);
});

test('what was removed or changed meanwhile is made again, under a free name', async () => {
  const started = await partlyMade();
  rmSync(made(started, 'a-small.jpg'));
  writeFileSync(made(started, 'a-medium.jpg'), 'drawn over');
  expect((await retried(started)).wanted).toEqual([true, true, true]);
  expect(inFolder(started)).toEqual([
    'a-large.jpg',
    'a-medium (2).jpg',
    'a-medium.jpg',
    'a-small.jpg',
  ]);
  expect(readFileSync(made(started, 'a-medium.jpg'), 'utf8')).toBe('drawn over');
  expect(outputNames(started)).toEqual([['small', 'medium', 'large']]);
});

test('of a source that changed everything is made again, in place of what it had made', async () => {
  const started = await partlyMade();
  writeFileSync(started.source, 'another picture');
  expect((await retried(started)).wanted).toEqual([true, true, true]);
  expect(inFolder(started)).toEqual(names);
});

test.each(['rename', 'skip', 'overwrite', 'skip-unchanged'])(
  'outputs of one name each keep theirs (%s), also after a restart',
  async (conflict) => {
    const first = await partlyMade({ ...three, fileName: '{name}.{ext}', conflict });
    await first.engine.close();
    const second = startEngine({ folder: first.folder });
    const [task] = (await second.engine.searchHistory({ text: '', before: null, limit: 1 })).tasks;
    second.engine.retry([task?.id ?? '']);
    await (await second.pool.attempt(0)).finish();
    await second.engine.settled(first.batchId);
    expect(
      second
        .tasks()
        .flatMap(outputsOf)
        .map(({ path }) => path),
    ).toEqual(['a.jpg', 'a (2).jpg', 'a (3).jpg'].map((name) => made(second, name)));
    expect(inFolder(second)).toEqual(['a (2).jpg', 'a (3).jpg', 'a.jpg']);
  },
);

test('an attempt that makes nothing leaves known what stands', async () => {
  const started = await partlyMade();
  rmSync(made(started, 'a-medium.jpg'));
  started.engine.retry('all');
  (await started.pool.attempt(1)).fail();
  await started.engine.settled(started.batchId);
  expect(started.tasks()).toMatchObject([
    {
      status: 'failed',
      failure: { code: 'image-corrupt' },
      partly: { failedOutputs: ['medium', 'large'] },
    },
  ]);
  expect(outputNames(started)).toEqual([['small']]);
  expect((await retried(started)).wanted).toEqual([false, true, true]);
  expect(inFolder(started)).toEqual(names);
});

test('a retry that is cancelled can be undone and retried like the first attempt', async () => {
  const started = await partlyMade();
  started.engine.retry('all');
  await (await started.pool.attempt(1)).beginToWrite();
  started.engine.cancel('all');
  await started.engine.settled(started.batchId);
  expect(started.statuses()).toEqual(['cancelled']);
  expect(inFolder(started)).toEqual(names.slice(1));
  expect(await started.engine.undo(started.batchId)).toMatchObject({ value: { trashedCount: 2 } });
  expect(await started.engine.undo(started.batchId)).toEqual(notOk('undone'));
  await retried(
    started,
    [],
    started.tasks().map(({ id }) => id),
  );
  expect(inFolder(started)).toEqual(names);
  expect(await started.engine.undo(started.batchId)).toMatchObject({ value: { trashedCount: 3 } });
});

test('a crash in the middle of a retry costs neither what was kept nor the retry', async () => {
  const first = await partlyMade();
  first.engine.retry('all');
  await (await first.pool.attempt(1)).beginToWrite();
  for (const suffix of ['', '-wal']) {
    copyFileSync(join(first.folder, `history.db${suffix}`), join(first.folder, `copy.db${suffix}`));
  }
  const second = startEngine({ folder: first.folder, historyPath: join(first.folder, 'copy.db') });
  const attempt = await second.pool.attempt(0);
  await attempt.finish();
  await second.engine.settled(first.batchId);
  expect(attempt.wanted).toEqual([false, false, true]);
  expect(outputNames(second)).toEqual([['small', 'medium', 'large']]);
  expect(inFolder(second)).toEqual(names);
});

test('a crash between the last name and the record of it is no second retry', async () => {
  const first = await partlyMade();
  first.engine.pause();
  first.engine.retry('all');
  const [task] = first.tasks();
  if (task?.status !== 'queued' || !task.partly) throw new Error('a waiting task, partly made');
  await first.engine.close();
  const history = openHistory(join(first.folder, 'history.db'));
  const open = { attempt: 2, startedAt: 1, finishedAt: null, endedAs: null, log: null };
  const [one, other] = task.partly.outputs;
  if (!one || !other) throw new Error('two outputs');
  const last = { ...other, name: 'large', path: made(first, 'a-large.jpg') };
  writeFileSync(last.path, 'a picture');
  const { partly, ...facts } = task;
  history.saveTasks(
    [{ ...facts, partly, status: 'running', startedAt: 1, attempts: 2 }],
    [{ taskId: task.id, attempt: open }],
  );
  history.noteTemporaryPaths(task.id, 2, [null, null, made(first, '.gone.part')]);
  const source = { format: 'jpeg', width: 400, height: 300 };
  history.noteMade(task.id, 2, { source, outputs: [one, other, last], notes: [] });
  history.close();

  const second = startEngine({ folder: first.folder });
  await second.engine.settled(first.batchId);
  expect(second.tasks()).toMatchObject([{ status: 'succeeded' }]);
  expect(outputNames(second)).toEqual([['small', 'medium', 'large']]);
  expect(second.pool.attempts).toEqual([]);
});

test('what somebody else put where the rest should go counts as made, if the recipe skips', async () => {
  const started = await partlyMade({ ...three, conflict: 'skip' });
  writeFileSync(made(started, 'a-large.jpg'), 'by somebody else');
  await retried(started);
  expect(started.tasks()).toMatchObject([{ status: 'succeeded' }]);
  expect(outputNames(started)).toEqual([['small', 'medium']]);
});

test('a source that only looks touched is read anew', async () => {
  const started = await partlyMade();
  utimesSync(started.source, new Date(), new Date(Date.now() + 5000));
  expect((await retried(started)).wanted).toEqual([true, true, true]);
  expect(inFolder(started)).toEqual(names);
});
