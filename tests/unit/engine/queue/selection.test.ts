import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crashed } from '../../../../src/engine/worker-pool/outcome.ts';
import { defaultPreset } from '../../../../src/shared/task/preset.ts';
import { startEngine } from '../../../support/start-engine.ts';

const idsOf = (tasks: readonly { readonly id: string }[]) => tasks.map(({ id }) => id);

test('a waiting task is cancelled at once and never runs', async () => {
  const { addFiles, enqueue, pool, engine, tasks, statuses } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg', 'c.jpg'));
  await pool.attempt(0);
  engine.cancel(idsOf(tasks()).slice(1, 2));
  expect(statuses()).toEqual(['running', 'cancelled', 'queued']);
  pool.finishEverything();
  await engine.settled(batchId);
  expect(pool.attempts.map(({ sourcePath }) => sourcePath.slice(-5))).toEqual(['a.jpg', 'c.jpg']);
});

test('a running task that is cancelled leaves nothing behind', async () => {
  const { folder, addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  await (await pool.attempt(0)).beginToWrite();
  engine.cancel('all');
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([{ status: 'cancelled', attempts: 1 }]);
  expect(readdirSync(join(folder, 'thumbnails'))).toEqual([]);
  expect(engine.detail(tasks()[0]?.id ?? '')?.attempts).toMatchObject([{ endedAs: 'cancelled' }]);
});

test('a worker that dies while its task is being cancelled does not bring it back', async () => {
  const { addFiles, enqueue, pool, engine, statuses } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  const attempt = await pool.attempt(0);
  attempt.end(crashed('SIGKILL'));
  engine.cancel('all');
  await engine.settled(batchId);
  expect(statuses()).toEqual(['cancelled']);
});

test('cancelling everything stops the walk too', async () => {
  const { folder, enqueue, walker, engine, statuses, pool } = startEngine();
  const batchId = await enqueue([folder]);
  const walk = await walker.nextWalk(0);
  walk.find(['1', '2', '3'].map((name) => join(folder, `${name}.jpg`)));
  await pool.attempt(0);
  engine.cancel('all');
  walk.find([join(folder, 'late.jpg')]);
  await engine.settled(batchId);
  expect(statuses()).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect([walk.signal.aborted, engine.snapshot().batches[0]?.isWalking]).toEqual([true, false]);
});

test.each([
  ['cancel', Array.from({ length: 1500 }, () => 'cancelled')],
  ['remove', []],
] as const)('named files that are still being stored: %s means them too', async (act, left) => {
  const started = startEngine({ concurrency: 2 });
  const { folder, addFiles, engine, statuses, becomes, pool, walker } = started;
  const paths = addFiles(...Array.from({ length: 1500 }, (_, index) => `${index}.jpg`));
  mkdirSync(join(folder, 'more'));
  const { recipe } = defaultPreset;
  const adding = engine.enqueue({
    paths: [...paths, join(folder, 'more')],
    recipe,
    origin: 'drop',
  });
  const running = paths.slice(0, 2);
  await becomes(running[1] ?? '', 'running');
  engine[act]('all');
  const { batchId } = await adding;
  await engine.settled(batchId ?? '');
  expect(statuses()).toEqual(left);
  expect(pool.attempts.filter(({ sourcePath }) => !running.includes(sourcePath))).toEqual([]);
  expect(walker.walks).toEqual([]);
});

test('more tasks than a slice are all cancelled, none of them starts meanwhile, and they are cleared little by little', async () => {
  const { folder, enqueue, walker, engine, statuses, pool } = startEngine({ concurrency: 2 });
  const batchId = await enqueue([folder]);
  const walk = await walker.nextWalk(0);
  walk.find(Array.from({ length: 3500 }, (_, index) => join(folder, `${index}.jpg`)));
  walk.end();
  await pool.attempt(1);
  engine.cancel('all');
  await engine.settled(batchId);
  expect(new Set(statuses())).toEqual(new Set(['cancelled']));
  expect(pool.attempts).toHaveLength(2);

  const removed: number[] = [];
  const cleared = new Promise<void>((resolve) => {
    engine.subscribe((changes) => {
      for (const change of changes) {
        if (change.kind === 'removed') removed.push(change.taskIds.length);
      }
      if (engine.snapshot().taskCount === 0) resolve();
    });
  });
  engine.clear();
  await cleared;
  expect(removed.reduce((sum, count) => sum + count)).toBe(3500);
  expect(Math.max(...removed)).toBeLessThan(500);
});

test('what is asked for one after another is done in that order, however long each is', async () => {
  const { folder, enqueue, walker, engine, statuses, tasks, pool } = startEngine();
  engine.pause();
  const batchId = await enqueue([folder]);
  const walk = await walker.nextWalk(0);
  walk.find(Array.from({ length: 700 }, (_, index) => join(folder, `${index}.jpg`)));
  walk.end();
  await expect.poll(() => engine.snapshot().batches[0]?.isWalking).toBe(false);
  engine.cancel('all');
  engine.retry(idsOf(tasks()));
  engine.cancel('all');
  await expect.poll(statuses).toEqual(Array.from({ length: 700 }, () => 'cancelled'));
  await engine.settled(batchId);
  engine.resume();
  expect([pool.attempts, engine.snapshot().queue.isPaused]).toEqual([[], false]);
});

test('closing finishes what a long cancel has left', async () => {
  const { folder, enqueue, walker, engine } = startEngine();
  engine.pause();
  await enqueue([folder]);
  const walk = await walker.nextWalk(0);
  walk.find(Array.from({ length: 3500 }, (_, index) => join(folder, `${index}.jpg`)));
  engine.cancel('all');
  await engine.close();
  const again = startEngine({ folder });
  expect(again.engine.snapshot().taskCount).toBe(0);
  expect(
    (await again.engine.searchHistory({ text: 'status:cancelled', before: null, limit: 1 })).total,
  ).toBe(3500);
});

test('retrying all means those that failed', async () => {
  const { addFiles, enqueue, pool, engine, tasks, statuses } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg', 'c.jpg'));
  engine.cancel(idsOf(tasks()).slice(2));
  (await pool.attempt(0)).fail();
  await (await pool.attempt(1)).finish();
  await engine.settled(batchId);
  engine.retry('all');
  expect(statuses()).toEqual(['queued', 'succeeded', 'cancelled']);
  await (await pool.attempt(2)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(['succeeded', 'succeeded', 'cancelled']);
});

test('a chosen task is retried whether it failed or was cancelled, and nothing else changes', async () => {
  const { addFiles, enqueue, pool, engine, tasks, statuses } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg'));
  engine.cancel(idsOf(tasks()).slice(1));
  await (await pool.attempt(0)).finish();
  await engine.settled(batchId);
  const [done = '', cancelled = ''] = idsOf(tasks());
  engine.retry([done, cancelled, cancelled, 'never-was']);
  await (await pool.attempt(1)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(['succeeded', 'succeeded']);
  expect(tasks().map(({ attempts }) => attempts)).toEqual([1, 1]);
});

test('cleared tasks leave the queue and stay in the history', async () => {
  const { addFiles, enqueue, pool, engine, tasks, announced } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  await (await pool.attempt(0)).finish();
  await engine.settled(batchId);
  const taskIds = idsOf(tasks());
  engine.clear();
  expect([tasks(), engine.snapshot().batches]).toEqual([[], []]);
  expect(announced.at(-1)).toMatchObject([{ kind: 'removed', taskIds }]);
  expect(engine.find(taskIds[0] ?? '')?.status).toBe('succeeded');
  expect(engine.detail(taskIds[0] ?? '')?.batch.id).toBe(batchId);
});

test('a task in the history is retried from there', async () => {
  const { addFiles, enqueue, pool, engine, tasks, statuses, announced } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  (await pool.attempt(0)).fail();
  await engine.settled(batchId);
  const taskIds = idsOf(tasks());
  engine.clear();
  const before = announced.length;
  engine.retry(taskIds);
  const kinds = announced.slice(before).flatMap((changes) => changes.map(({ kind }) => kind));
  expect(kinds).toEqual(['batch', 'task']);
  await (await pool.attempt(1)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(['succeeded']);
});

test('removed tasks are gone from the queue and the history, their outputs stay', async () => {
  const { folder, addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  await (await pool.attempt(0)).finish();
  await engine.settled(batchId);
  const [taskId = ''] = idsOf(tasks());
  engine.remove([taskId]);
  expect([engine.find(taskId), tasks(), engine.snapshot().batches]).toEqual([null, [], []]);
  expect(existsSync(join(folder, 'thumbnails', 'a.jpg'))).toBe(true);
});

test('removing everything ends what runs first', async () => {
  const { addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg'));
  await pool.attempt(0);
  engine.remove('all');
  await engine.settled(batchId);
  expect(tasks()).toEqual([]);
  expect((await engine.searchHistory({ text: '', before: null, limit: 10 })).total).toBe(0);
  expect(pool.attempts).toHaveLength(1);
});

test('a task in the history can be removed from there', async () => {
  const { addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  (await pool.attempt(0)).fail();
  await engine.settled(batchId);
  const [taskId = ''] = idsOf(tasks());
  engine.clear();
  engine.remove([taskId]);
  expect(engine.find(taskId)).toBeNull();
});

test('forgetting old history takes the tasks off the queue too', async () => {
  const { addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg'));
  await (await pool.attempt(0)).finish();
  await pool.attempt(1);
  expect(await engine.forgetHistory(Date.now() + 1000)).toBe(1);
  expect(tasks().map(({ status }) => status)).toEqual(['running']);
  await (await pool.attempt(1)).finish();
  await engine.settled(batchId);
});

test('waiting for a batch that is over or unknown does not wait', async () => {
  const { engine } = startEngine();
  await expect(engine.settled('unknown')).resolves.toBeUndefined();
});
