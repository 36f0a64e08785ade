import { expect, test } from 'vitest';
import { taskRequests } from '../../../src/main/ipc/task-requests.ts';
import { requests } from '../../../src/shared/ipc/contract.ts';
import { longestList } from '../../../src/shared/ipc/long-lists.ts';
import { ok } from '../../../src/shared/result.ts';
import { createPresetRepository } from '../../../src/shared/task/preset-repository.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { startEngine } from '../../support/start-engine.ts';

const recipe = Recipe.parse({ outputs: [{ width: 9 }] });

test('as many tasks as a list may hold are run again by one request', () => {
  const id = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
  const taskIds = (count: number) => Array.from({ length: count }, (_, at) => id(at));
  const { input } = requests['task:run-again'];
  expect(input.safeParse({ taskIds: taskIds(longestList), recipe }).success).toBe(true);
  expect(input.safeParse({ taskIds: taskIds(longestList + 1), recipe }).success).toBe(false);
});

test('what is run again is one batch, and others have their turns meanwhile', async () => {
  const { engine, enqueue, addFiles } = startEngine();
  engine.pause();
  const count = 1500;
  const names = Array.from({ length: count }, (_, at) => `${at}.jpg`);
  const batchId = await enqueue(addFiles(...names));
  const taskIds = Array.from(engine.tasksOf(batchId), ({ id }) => id);
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 0);
  const done = () => Promise.resolve(ok(undefined));
  const handlers = taskRequests(engine, {
    opener: { open: done, reveal: done },
    presets: createPresetRepository({
      builtIn: [],
      read: () => [],
      replace: () => undefined,
      freshId: () => 'preset',
    }),
    grants: { allowDestination: done },
    privacy: { isWanted: () => false, onTaken: () => undefined },
  });
  const answer = await handlers['task:run-again']({ taskIds, recipe });
  clearInterval(counting);
  expect(answer).toMatchObject({ ok: true, value: { acceptedCount: count } });
  expect(turns).toBeGreaterThan(2);
});
