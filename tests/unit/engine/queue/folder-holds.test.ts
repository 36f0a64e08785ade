import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failure } from '../../../../src/shared/task/failure.ts';
import { refuseOnDisk } from '../../../support/refuse-on-disk.ts';
import { startEngine } from '../../../support/start-engine.ts';

/** Until they are taken out of what is given. */
const closeAll = (folders: ReadonlySet<string>) =>
  refuseOnDisk({
    call: 'tryToWrite',
    isAbout: (path) => [...folders].some((folder) => `${String(path)}/`.startsWith(`${folder}/`)),
    code: 'EACCES',
  });
const close = (folder: string) => closeAll(new Set([folder]));

const heldFor = (folder: string) => ({
  isPaused: true,
  hold: { reason: 'folder-closed', folder },
});

/** Three pictures whose results go into `100`, as their headers say. */
async function startInNamedFolder() {
  const started = startEngine();
  const out = join(started.folder, 'out');
  const own = join(out, '100');
  mkdirSync(own, { recursive: true });
  const batchId = await started.enqueue(started.addFiles('a.jpg', 'b.jpg', 'c.jpg'), {
    destination: { kind: 'folder', path: out, mirrorsTree: false },
    fileName: '{width}/{name}.{ext}',
  });
  return { ...started, batchId, own };
}

test.each([
  ['before anything was made', 0],
  ['after something was made', 1],
])(
  'a folder that the header names holds the queue when it may not be written %s',
  async (_, madeCount) => {
    const { engine, pool, batchId, own, statuses } = await startInNamedFolder();
    for (let at = 0; at < madeCount; at += 1) await (await pool.attempt(at)).finish();
    const refused = await pool.attempt(madeCount);
    const allowAgain = close(own);
    await refused.beginToWrite();
    refused.fail(failure('output-unwritable', own));
    await expect.poll(() => engine.snapshot().queue).toMatchObject(heldFor(own));
    expect(statuses().slice(madeCount)).not.toContain('failed');
    allowAgain();
    pool.finishEverything();
    await engine.settled(batchId);
    expect(statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
  },
);

/** 300 pictures in `photos/deep`, whose results go into `out/deep`; and perhaps one in their midst whose does not. */
async function startDeepDown(hasOther: boolean) {
  const started = startEngine();
  const { engine, folder, walker, addFiles, enqueue } = started;
  const [photos, out] = [join(folder, 'photos'), join(folder, 'out')];
  const own = join(out, 'deep');
  mkdirSync(own, { recursive: true });
  addFiles('photos/deep/0.jpg');
  const destination = { kind: 'folder', path: out, mirrorsTree: true };
  const enqueued = enqueue([photos], { destination });
  const walk = await walker.nextWalk(0);
  const deep = Array.from({ length: 300 }, (_, at) => join(photos, 'deep', `${at}.jpg`));
  const other = hasOther ? [join(photos, 'other.jpg')] : [];
  walk.find([...deep.slice(0, 141), ...other, ...deep.slice(141)]);
  walk.end();
  await enqueued;
  await expect.poll(() => engine.snapshot().batches[0]?.isWalking).toBe(false);
  return { ...started, own };
}

test('a folder deep down that may not be written holds the queue however much waits for it', async () => {
  const { engine, pool, own, statuses } = await startDeepDown(false);
  const first = await pool.attempt(0);
  const allowAgain = close(own);
  first.fail(failure('output-unwritable', own));
  await expect.poll(() => engine.snapshot().queue).toMatchObject(heldFor(own));
  expect(new Set(statuses())).toEqual(new Set(['queued']));
  allowAgain();
  await (await pool.attempt(1)).finish();
  await expect.poll(statuses).toContain('succeeded');
});

test('one picture among very many that goes elsewhere is made while they wait', async () => {
  const { engine, pool, own, statuses } = await startDeepDown(true);
  const first = await pool.attempt(0);
  close(own);
  first.fail(failure('output-unwritable', own));
  await (await pool.attempt(1)).finish();
  await expect.poll(() => engine.snapshot().queue).toMatchObject(heldFor(own));
  expect(statuses().filter((status) => status !== 'queued')).toEqual(['succeeded']);
});

/** A batch for each of three folders, all of which are closed, and held for the first. */
async function startThreeClosed() {
  const started = startEngine();
  const { engine, folder, pool, addFiles, enqueue } = started;
  const folders = ['a', 'b', 'c'].map((name) => join(folder, name));
  const closed = new Set(folders);
  closeAll(closed);
  const batches: string[] = [];
  for (const name of ['a', 'b', 'c'])
    batches.push(await enqueue(addFiles(`${name}/1.jpg`, `${name}/2.jpg`)));
  (await pool.attempt(0)).fail(failure('output-unwritable', folders[0]));
  await expect.poll(() => engine.snapshot().queue.isPaused).toBe(true);
  return { ...started, folders, closed, batches };
}

const madeIn = (statuses: () => string[]) =>
  statuses().flatMap((status, at) => (status === 'succeeded' ? 'abc'[at >> 1] : []));

test('of batches in closed folders only those wait on whose folder is still closed, and the notice names it', async () => {
  const { engine, pool, folders, closed, batches, statuses } = await startThreeClosed();
  const [a = '', b = '', c = ''] = folders;
  const heldIn = (...others: unknown[]) => ({
    isPaused: true,
    hold: {
      ...heldFor(a).hold,
      ...(others.length > 0 && { others: { named: others, count: others.length } }),
    },
  });
  expect(engine.snapshot().queue).toMatchObject(heldIn(b, c));
  pool.finishEverything();
  closed.delete(b);
  await engine.settled(batches[1] ?? '');
  await expect.poll(() => engine.snapshot().queue).toMatchObject(heldIn(c));
  expect(madeIn(statuses)).toEqual(['b', 'b']);
  closed.delete(c);
  await engine.settled(batches[2] ?? '');
  await expect.poll(() => engine.snapshot().queue).toMatchObject(heldIn());
  expect(engine.snapshot().queue.hold).not.toHaveProperty('others');
  closed.delete(a);
  await engine.settled(batches[0] ?? '');
  expect(new Set(statuses())).toEqual(new Set(['succeeded']));
  expect(pool.attempts).toHaveLength(7);
});

test('Resume tries each closed folder again, and what is cancelled waits for none', async () => {
  const { engine, pool, closed, batches, tasks, statuses } = await startThreeClosed();
  pool.finishEverything();
  closed.clear();
  engine.resume();
  engine.cancel(tasks().flatMap(({ id, batchId }) => (batchId === batches[2] ? id : [])));
  for (const batchId of batches) await engine.settled(batchId);
  expect(madeIn(statuses)).toEqual(['a', 'a', 'b', 'b']);
  await expect.poll(() => engine.snapshot().queue).toEqual({ isPaused: false, concurrency: 1 });
});

test('a queue of which all that waits is cancelled holds for nothing, and a new drop is made', async () => {
  const { engine, pool, addFiles, enqueue, statuses } = await startThreeClosed();
  engine.cancel('all');
  await expect.poll(() => engine.snapshot().queue.isPaused).toBe(false);
  pool.finishEverything();
  await engine.settled(await enqueue(addFiles('open/1.jpg')));
  expect(statuses().slice(6)).toEqual(['succeeded']);
});

test('a picture that goes elsewhere is made while everything else waits for a closed folder', async () => {
  const { engine, pool, addFiles, enqueue, statuses } = await startThreeClosed();
  const batchId = await enqueue(addFiles('open/1.jpg'));
  pool.finishEverything();
  await engine.settled(batchId);
  expect(statuses()).toEqual([...Array<string>(6).fill('queued'), 'succeeded']);
  await expect.poll(() => engine.snapshot().queue.isPaused).toBe(true);
});
