import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { createFolderStore } from '../../../src/service/store/folder-store.ts';
import { outputsOf, uploadKey } from '../../../src/service/store/keys.ts';
import { type Store, StoreUnavailableError } from '../../../src/service/store/store.ts';
import { removeAllTasks } from '../../../src/service/tasks/remove-task.ts';
import { startEngine } from '../../support/start-engine.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** One task that is done, one that is being made and two that wait, with their uploads and an output each. */
async function setUp() {
  const { engine, pool, addFiles, enqueue, tasks, becomes } = startEngine();
  const paths = addFiles('a.jpg', 'b.jpg', 'c.jpg', 'd.jpg');
  await enqueue(paths);
  await (await pool.attempt(0)).finish();
  await becomes(paths[0] ?? '', 'succeeded');
  await pool.attempt(1);
  const store = createFolderStore(tempFolder());
  for (const { id } of tasks()) {
    for (const key of [uploadKey(id), `${outputsOf(id)}small.jpg`])
      await store.write(key, Readable.from(['a picture']));
  }
  const kept = async () => {
    let count = 0;
    for await (const _ of store.list('')) count += 1;
    return count;
  };
  return { engine, store, kept, tasks, addFiles, enqueue };
}

it('takes away the files of all tasks with them', async () => {
  const { engine, store, kept, tasks } = await setUp();
  expect(await kept()).toBe(8);
  await removeAllTasks({ engine, store });
  await expect.poll(tasks).toEqual([]);
  expect(await kept()).toBe(0);
});

it('keeps every task by its name whose files cannot be removed', async () => {
  const { engine, store, kept, tasks } = await setUp();
  const away: Store = {
    ...store,
    removeAll: () => Promise.reject(new StoreUnavailableError('the disk is gone')),
  };
  const all = tasks().map(({ id }) => id);
  await expect(removeAllTasks({ engine, store: away })).rejects.toThrow('the disk is gone');
  expect(tasks().map(({ id }) => id)).toEqual(all);
  await removeAllTasks({ engine, store });
  await expect.poll(tasks).toEqual([]);
  expect(await kept()).toBe(0);
});

it('leaves a task alone that comes meanwhile', async () => {
  const { engine, store, tasks, addFiles, enqueue } = await setUp();
  let isFirst = true;
  const slow: Store = {
    ...store,
    async remove(keys) {
      const [late = ''] = isFirst ? addFiles('late.jpg') : [];
      if (isFirst) await enqueue([late]);
      isFirst = false;
      await store.remove(keys);
    },
  };
  await removeAllTasks({ engine, store: slow });
  await expect.poll(() => tasks().length).toBe(1);
  expect(tasks()[0]?.sourcePath).toMatch(/late\.jpg$/);
});
