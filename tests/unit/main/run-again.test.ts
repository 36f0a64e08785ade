import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/index.ts';
import { taskRequests } from '../../../src/main/ipc/task-requests.ts';
import { requests } from '../../../src/shared/ipc/contract.ts';
import { longestList } from '../../../src/shared/ipc/long-lists.ts';
import { ok } from '../../../src/shared/result.ts';
import { createPresetRepository } from '../../../src/shared/task/preset-repository.ts';
import { failure } from '../../../src/shared/task/failure.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { refuseOnDisk } from '../../support/refuse-on-disk.ts';
import { startEngine } from '../../support/start-engine.ts';

const recipe = Recipe.parse({ outputs: [{ width: 9 }] });

test('as many tasks as a list may hold are run again by one request', () => {
  const id = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
  const taskIds = (count: number) => Array.from({ length: count }, (_, at) => id(at));
  const { input } = requests['task:run-again'];
  expect(input.safeParse({ taskIds: taskIds(longestList), recipe }).success).toBe(true);
  expect(input.safeParse({ taskIds: taskIds(longestList + 1), recipe }).success).toBe(false);
});

/** `chosen` is what a person chooses where they are asked for a folder. */
function handlersOf(engine: Engine, chosen: string | null = null) {
  const done = () => Promise.resolve(ok(undefined));
  const allowed: string[] = [];
  const handlers = taskRequests(engine, {
    opener: { open: done, reveal: done },
    presets: createPresetRepository({
      builtIn: [],
      read: () => [],
      replace: () => undefined,
      freshId: () => 'preset',
    }),
    dialogs: { chooseDestination: () => Promise.resolve(chosen) },
    grants: { allowDestination: done, chooseDestination: (folder) => void allowed.push(folder) },
    privacy: { isWanted: () => false, onTaken: () => undefined },
  });
  return { handlers, allowed };
}

test('what is run again is one batch, and others have their turns meanwhile', async () => {
  const { engine, enqueue, addFiles } = startEngine();
  engine.pause();
  const count = 1500;
  const names = Array.from({ length: count }, (_, at) => `${at}.jpg`);
  const batchId = await enqueue(addFiles(...names));
  const taskIds = Array.from(engine.tasksOf(batchId), ({ id }) => id);
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 0);
  const { handlers } = handlersOf(engine);
  const answer = await handlers['task:run-again']({ taskIds, recipe });
  clearInterval(counting);
  expect(answer).toMatchObject({ ok: true, value: { acceptedCount: count } });
  expect(turns).toBeGreaterThan(2);
});

test.each([
  ['what waits for a folder that is closed', 'held'],
  ['what failed', 'failed'],
] as const)('%s is made in a folder that a person chooses, in place of there', async (_, kind) => {
  const started = startEngine();
  const { engine, folder, pool, addFiles, enqueue, tasks, statuses } = started;
  const own = join(folder, 'thumbnails');
  mkdirSync(own);
  const isAbout = (path: unknown) => `${String(path)}/`.startsWith(`${own}/`);
  if (kind === 'held') refuseOnDisk({ call: 'tryToWrite', isAbout, code: 'EACCES' });
  await enqueue(addFiles('a.jpg', 'b.jpg'));
  (await pool.attempt(0)).fail(failure('output-unwritable', own));
  if (kind === 'held') await expect.poll(() => engine.snapshot().queue.isPaused).toBe(true);
  else (await pool.attempt(1)).fail(failure('output-unwritable', own));
  const before = tasks().map(({ id }) => id);
  if (kind === 'failed') await expect.poll(statuses).toEqual(['failed', 'failed']);
  const wanted = kind === 'held' ? kind : before;

  const unchosen = await handlersOf(engine).handlers['task:run-elsewhere'](wanted);
  expect(unchosen).toEqual(ok(null));
  expect(tasks().map(({ id }) => id)).toEqual(before);

  pool.finishEverything();
  const chosen = join(folder, 'elsewhere');
  const { handlers, allowed } = handlersOf(engine, chosen);
  const answer = await handlers['task:run-elsewhere'](wanted);
  expect(answer).toEqual(ok({ folder: chosen, count: 2, conflicts: ['rename'] }));
  expect(allowed).toEqual([chosen]);
  await expect.poll(statuses).toEqual(['succeeded', 'succeeded']);
  expect(readdirSync(chosen).toSorted()).toEqual(['a.jpg', 'b.jpg']);
  await expect.poll(() => engine.snapshot().queue).toEqual({ isPaused: false, concurrency: 1 });
});

test('what is made while its successor is stored keeps its place and its results', async () => {
  const { engine, folder, pool, addFiles, enqueue, tasks, statuses } = startEngine();
  await enqueue(addFiles('a.jpg', 'b.jpg', 'c.jpg'));
  (await pool.attempt(0)).fail(failure('output-unwritable', folder));
  const running = await pool.attempt(1);
  const [failed, ...others] = tasks().map(({ id }) => id);
  const enqueueLate: Engine['enqueue'] = async (request) => {
    pool.finishEverything();
    await running.finish();
    await expect.poll(statuses).toEqual(['failed', 'succeeded', 'succeeded']);
    return engine.enqueue(request);
  };
  const chosen = join(folder, 'elsewhere');
  const { handlers } = handlersOf({ ...engine, enqueue: enqueueLate }, chosen);
  const wanted = tasks().map(({ id }) => id);
  expect(await handlers['task:run-elsewhere'](wanted)).toMatchObject({ ok: true });
  await expect.poll(() => statuses().every((is) => is === 'succeeded')).toBe(true);
  const ids = tasks().map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(others));
  expect(ids).not.toContain(failed);
});

test.each([
  ['overwrite', ['a (2).jpg', 'a.jpg', 'own.jpg']],
  ['rename', ['a (2).jpg', 'a.jpg', 'own (2).jpg', 'own.jpg']],
  ['skip', ['a (2).jpg', 'a.jpg', 'own.jpg']],
] as const)(
  'in another folder with the rule %s no picture replaces one of its own name from another batch',
  async (conflict, names) => {
    const { engine, folder, pool, addFiles, enqueue, tasks, statuses } = startEngine();
    for (const [at, path] of ['one/a.jpg', 'two/a.jpg', 'two/own.jpg'].entries()) {
      const batch = await enqueue(addFiles(path), { conflict });
      (await pool.attempt(at)).fail(failure('output-unwritable', folder));
      await engine.settled(batch);
    }
    const chosen = join(folder, 'elsewhere');
    mkdirSync(chosen);
    writeFileSync(join(chosen, 'own.jpg'), 'of somebody');
    pool.finishEverything();
    const wanted = tasks().map(({ id }) => id);
    const answer = await handlersOf(engine, chosen).handlers['task:run-elsewhere'](wanted);
    expect(answer).toEqual(ok({ folder: chosen, count: 3, conflicts: [conflict] }));
    await expect
      .poll(() => statuses().filter((is) => is === 'queued' || is === 'running'))
      .toEqual([]);
    expect(readdirSync(chosen).toSorted()).toEqual(names);
    const isReplaced = readFileSync(join(chosen, 'own.jpg'), 'utf8') !== 'of somebody';
    expect(isReplaced).toBe(conflict === 'overwrite');
  },
);

test('what was made while a person chose is not made again', async () => {
  const { engine, folder, pool, addFiles, enqueue, tasks } = startEngine();
  const batch = await enqueue(addFiles('a.jpg', 'b.jpg'));
  (await pool.attempt(0)).fail(failure('output-unwritable', folder));
  (await pool.attempt(1)).fail(failure('output-unwritable', folder));
  await engine.settled(batch);
  const wanted = tasks().map(({ id }) => id);
  pool.finishEverything();
  engine.retry(wanted.slice(0, 1));
  await engine.settled(batch);
  const chosen = join(folder, 'elsewhere');
  const answer = await handlersOf(engine, chosen).handlers['task:run-elsewhere'](wanted);
  expect(answer).toMatchObject({ ok: true, value: { count: 1 } });
  await expect.poll(() => readdirSync(chosen)).toEqual(['b.jpg']);
});

test('what waits for a closed folder is made in another one while all else goes on', async () => {
  const { engine, folder, pool, addFiles, enqueue, tasks, statuses } = startEngine();
  const own = join(folder, 'closed', 'thumbnails');
  mkdirSync(own, { recursive: true });
  const isAbout = (path: unknown) => `${String(path)}/`.startsWith(`${own}/`);
  refuseOnDisk({ call: 'tryToWrite', isAbout, code: 'EACCES' });
  await enqueue(addFiles('closed/a.jpg', 'closed/b.jpg'));
  await enqueue(addFiles('open/c.jpg'));
  (await pool.attempt(0)).fail(failure('output-unwritable', own));
  const other = await pool.attempt(1);
  expect(statuses()).toEqual(['queued', 'queued', 'running']);
  await expect
    .poll(() => engine.snapshot().queue)
    .toMatchObject({
      isPaused: false,
      hold: { reason: 'folder-closed' },
    });
  const chosen = join(folder, 'elsewhere');
  const answer = await handlersOf(engine, chosen).handlers['task:run-elsewhere']('held');
  expect(answer).toMatchObject({ ok: true, value: { count: 2 } });
  await other.finish();
  pool.finishEverything();
  await expect.poll(() => new Set(statuses())).toEqual(new Set(['succeeded']));
  expect(tasks()).toHaveLength(3);
  expect(readdirSync(chosen).toSorted()).toEqual(['a.jpg', 'b.jpg']);
});
