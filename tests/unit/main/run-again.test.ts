import { mkdirSync, readdirSync } from 'node:fs';
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
  expect(answer).toEqual(ok({ folder: chosen, count: 2 }));
  expect(allowed).toEqual([chosen]);
  await expect.poll(statuses).toEqual(['succeeded', 'succeeded']);
  expect(readdirSync(chosen).toSorted()).toEqual(['a.jpg', 'b.jpg']);
  await expect.poll(() => engine.snapshot().queue).toEqual({ isPaused: false, concurrency: 1 });
});
