import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failure } from '../../../../src/shared/task/failure.ts';
import { refuseOnDisk } from '../../../support/refuse-on-disk.ts';
import { startEngine } from '../../../support/start-engine.ts';

const close = (folder: string) =>
  refuseOnDisk({
    call: 'tryToWrite',
    isAbout: (path) => path === folder || String(path).startsWith(`${folder}/`),
    code: 'EACCES',
  });

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

test('one picture among very many that goes elsewhere is enough for them to fail for themselves', async () => {
  const { engine, pool, own, statuses } = await startDeepDown(true);
  const first = await pool.attempt(0);
  close(own);
  first.fail(failure('output-unwritable', own));
  await pool.attempt(1);
  expect(statuses()[0]).toBe('failed');
  expect(engine.snapshot().queue.isPaused).toBe(false);
});
