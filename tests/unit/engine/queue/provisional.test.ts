import { expect, onTestFinished, test } from 'vitest';
import { crashed, type PoolOutcome, timedOut } from '../../../../src/engine/worker-pool/outcome.ts';
import { createProvisionalPictures } from '../../../../src/engine/provisional/provisional-pictures.ts';
import { failure } from '../../../../src/shared/task/failure.ts';
import { TaskId } from '../../../../src/shared/task/task.ts';
import { createFakePool } from '../../../support/fake-pool.ts';
import { startEngine } from '../../../support/start-engine.ts';

const peeked = (picture: Buffer | null): PoolOutcome => ({
  kind: 'peeked',
  picture: picture?.toString('base64') ?? null,
});

/** An engine that is paused, with a task for each of these files. */
async function startPaused(...names: readonly string[]) {
  const started = startEngine();
  const { engine, addFiles, enqueue, tasks } = started;
  engine.pause();
  await enqueue(addFiles(...names));
  return { ...started, ids: tasks().map(({ id }) => id) };
}

test('what stands in the files is held for the list, and is no result', async () => {
  const { engine, folder, peekPool, ids, statuses, tasks } = await startPaused('a.jpg', 'b.jpg');
  const before = tasks();
  const [a, b] = ids;
  const looked = engine.peek(ids);
  (await peekPool.attempt(0)).end(peeked(Buffer.from('a small picture')));
  (await peekPool.attempt(1)).end(peeked(null));
  expect(await looked).toEqual({ found: [a], without: [b] });
  expect(ids.map((id) => engine.provisionalPicture(id)?.toString())).toEqual([
    'a small picture',
    undefined,
  ]);
  expect(tasks()).toEqual(before);
  expect([statuses(), peekPool.attempts.map(({ sourcePath }) => sourcePath)]).toEqual([
    ['queued', 'queued'],
    [`${folder}/a.jpg`, `${folder}/b.jpg`],
  ]);
});

test('a file is looked into once, whether it has a picture or not, or ends its worker', async () => {
  const { engine, peekPool, ids } = await startPaused('a.jpg', 'b.jpg', 'c.jpg', 'd.jpg');
  const looked = engine.peek(ids);
  (await peekPool.attempt(0)).end(peeked(Buffer.from('a')));
  (await peekPool.attempt(1)).end(peeked(null));
  (await peekPool.attempt(2)).end(crashed('killed'));
  (await peekPool.attempt(3)).fail(failure('file-missing'));
  const known = await looked;
  expect(await engine.peek(ids)).toEqual(known);
  expect(peekPool.attempts.length).toBe(4);
});

test('a file that did not answer in time is asked again later', async () => {
  const { engine, peekPool, ids } = await startPaused('a.jpg');
  const late = engine.peek(ids);
  (await peekPool.attempt(0)).end(timedOut(5000));
  expect(await late).toEqual({ found: [], without: [] });
  const again = engine.peek(ids);
  (await peekPool.attempt(1)).end(peeked(Buffer.from('a')));
  expect((await again).found).toEqual(ids);
});

test('a task that nobody knows has no picture, and the next question waits for its turn', async () => {
  const { engine, peekPool, ids } = await startPaused('a.jpg', 'b.jpg');
  const [a, b] = ids.map((id) => [id]);
  const first = engine.peek([TaskId.parse('unknown'), ...(a ?? [])]);
  const second = engine.peek(b ?? []);
  const attempt = await peekPool.attempt(0);
  expect(peekPool.attempts.length).toBe(1);
  attempt.end(peeked(null));
  expect(await first).toEqual({ found: [], without: a });
  (await peekPool.attempt(1)).end(peeked(null));
  expect(await second).toEqual({ found: [], without: b });
});

test('no more than 8 MB are held: those that were not asked for longest go first', async () => {
  const pool = createFakePool();
  const { engine, ids } = await startPaused('a.jpg');
  const [task] = ids.map((id) => engine.find(id));
  const pictures = createProvisionalPictures({
    pool,
    findTask: (id) => (task ? { ...task, id } : null),
  });
  onTestFinished(() => pictures.close());
  const many = Array.from({ length: 10 }, (_, at) => TaskId.parse(`task-${at}`));
  const picture = Buffer.alloc(1024 ** 2, 'x');
  for (const [at, id] of many.entries()) {
    const looked = pictures.peek([id]);
    (await pool.attempt(at)).end(peeked(picture));
    await looked;
    // The first is on the screen all the time.
    pictures.provisionalPicture(TaskId.parse('task-0'));
  }
  const held = many.filter((id) => pictures.provisionalPicture(id) !== null);
  expect(held).toEqual([many[0], ...many.slice(3)]);
});
