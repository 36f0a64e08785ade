import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crashed, notStarted, timedOut } from '../../../../src/engine/worker-pool/outcome.ts';
import { failure } from '../../../../src/shared/task/failure.ts';
import { defaultPreset } from '../../../../src/shared/task/preset.ts';
import { startEngine } from '../../../support/start-engine.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const request = { sourcePath: '/photos/a.jpg', recipe: defaultPreset.recipe, output: 0 };

test('a preview is a file of its own with its sizes, made beside the queue', async () => {
  const { engine, folder, previewPool, pool, enqueue, addFiles } = startEngine();
  await enqueue(addFiles('busy.jpg'));
  await pool.attempt(0);
  const made = engine.preview('window', request);
  await (await previewPool.attempt(0)).finish();
  const preview = await made;
  const sizes = { width: 100, height: 75, sizeBytes: 9, sourceWidth: 400, sourceHeight: 300 };
  expect(preview).toMatchObject({ ok: true, value: { ...sizes, format: 'jpeg' } });
  const path = preview.ok ? preview.value.path : '';
  expect([path.startsWith(join(folder, 'previews')), existsSync(path)]).toEqual([true, true]);
});

test('a newer preview of the same key ends the older one', async () => {
  const { engine, previewPool } = startEngine();
  const older = engine.preview('window', request);
  await previewPool.attempt(0);
  const newer = engine.preview('window', request);
  expect(await older).toEqual({ ok: false, problem: 'cancelled' });
  await (await previewPool.attempt(1)).finish();
  expect((await newer).ok).toBe(true);
});

test('a preview that waits for its turn is not begun when a newer one comes', async () => {
  const { engine, previewPool } = startEngine();
  const other = engine.preview('other', request);
  const running = await previewPool.attempt(0);
  const waiting = engine.preview('window', request);
  const newest = engine.preview('window', { ...request, sourcePath: '/photos/b.jpg' });
  await running.finish();
  expect([(await other).ok, await waiting]).toEqual([true, { ok: false, problem: 'cancelled' }]);
  await (await previewPool.attempt(1)).finish();
  expect((await newest).ok).toBe(true);
  expect(previewPool.attempts.map(({ sourcePath }) => sourcePath)).toEqual([
    '/photos/a.jpg',
    '/photos/b.jpg',
  ]);
});

test('only the newest file of a key is kept', async () => {
  const { engine, folder, previewPool } = startEngine();
  previewPool.finishEverything();
  await engine.preview('window', request);
  const last = await engine.preview('window', request);
  const names = readdirSync(join(folder, 'previews'));
  expect(names.map((name) => join(folder, 'previews', name))).toEqual([last.ok && last.value.path]);
});

test('what a program that died left goes at the next start, others are not touched, and at the end all go', async () => {
  const folder = tempFolder();
  const files = () => readdirSync(join(folder, 'previews')).toSorted();
  mkdirSync(join(folder, 'previews'));
  writeFileSync(join(folder, 'previews', 'preview-0123456789abcdef-7.jpg'), 'old');
  writeFileSync(join(folder, 'previews', 'holiday.jpg'), 'not ours');
  const { engine, previewPool } = startEngine({ folder });
  await expect.poll(files).toEqual(['holiday.jpg']);
  previewPool.finishEverything();
  await engine.preview('window', request);
  expect(files()).toEqual(['holiday.jpg', expect.any(String)]);
  await engine.close();
  expect(files()).toEqual(['holiday.jpg']);
});

test('a picture that cannot be read says why', async () => {
  const { engine, previewPool, folder } = startEngine();
  const made = engine.preview('window', request);
  (await previewPool.attempt(0)).fail(failure('image-corrupt'));
  expect(await made).toEqual({ ok: false, problem: failure('image-corrupt') });
  expect(readdirSync(join(folder, 'previews'))).toEqual([]);
});

test.each([
  [crashed('SIGSEGV'), failure('worker-crashed')],
  [notStarted('Cannot find module'), failure('internal', 'the program that makes pictures')],
  [timedOut(5000), failure('timed-out', '5 seconds')],
] as const)('a preview whose attempt %j fails in words', async (outcome, problem) => {
  const { engine, previewPool } = startEngine();
  const made = engine.preview('window', request);
  (await previewPool.attempt(0)).end(outcome);
  expect(await made).toEqual({ ok: false, problem });
});
