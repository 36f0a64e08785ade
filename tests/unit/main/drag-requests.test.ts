import { refuse } from '../../../src/shared/ipc/answers.ts';
import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Item, NativeImage } from 'electron';
import { expect, test } from 'vitest';
import { noteDraggedResults } from '../../../src/main/files/dragged-results.ts';
import { dragRequests } from '../../../src/main/ipc/drag-requests.ts';
import { createGrants } from '../../../src/main/security/grants.ts';
import { fileRequests } from '../../../src/main/ipc/file-requests.ts';
import { fingerprintAt } from '../../../src/main/ipc/find-results.ts';
import { parseInput } from '../../../src/shared/ipc/contract.ts';
import { notOk } from '../../../src/shared/result.ts';
import type { Task } from '../../../src/shared/task/task.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDoneTask, aTask } from '../renderer/a-task.ts';

const icon = {} as NativeImage;
const unused = () => Promise.reject(new Error('is not asked for here'));

/** The requests over tasks whose results lie in a folder of the test's own. */
function start() {
  const folder = tempFolder();
  const tasks = new Map<string, Task>();
  const dragged: Item[] = [];
  const known = noteDraggedResults(fingerprintAt);
  const icons: [string, number][] = [];
  const requests = dragRequests({
    engine: { find: (taskId) => tasks.get(taskId) ?? null },
    makeIcon: (first, fileCount) => {
      icons.push([first.path, fileCount]);
      return Promise.resolve(icon);
    },
    dragged: known,
    page: () => ({ startDrag: (item) => dragged.push(item) }),
  });
  const received: (readonly string[])[] = [];
  const files = fileRequests({
    receive: (paths) => {
      received.push(paths);
      return Promise.resolve(notOk({ code: 'not-possible', message: 'received' }));
    },
    savePasted: unused,
    dialogs: {} as Parameters<typeof fileRequests>[0]['dialogs'],
    grants: createGrants({
      given: new Set([folder]),
      ask: unused,
      destinations: { read: () => [], replace: () => undefined },
    }),
    dragged: known,
    trySamples: () => Promise.resolve(refuse('not-found', '')),
    recent: {
      list: () => [],
      isUnnamed: () => false,
      note: () => undefined,
      clear: () => undefined,
    },
  });
  /** A task that made these files. */
  const made = async (id: number, ...names: readonly string[]) => {
    const paths = names.map((name) => join(folder, name));
    for (const path of paths) await writeFile(path, 'a picture');
    const facts = { width: 4, height: 3, format: 'jpeg', sizeBytes: 9 } as const;
    const outputs = paths.map((path, at) => ({ name: `${at}`, path, ...facts }));
    tasks.set(`t${id}`, aDoneTask(id, 9, { outputs }));
    return paths;
  };
  const drag = async (taskIds: readonly string[], output: number | null = null) => {
    const prepared = await requests['results:prepare-drag']({ taskIds, output });
    if (prepared.ok) await requests['results:start-drag'](prepared.value.number);
    return prepared.ok ? prepared.value : prepared.problem.message;
  };
  const dropBack = (...paths: readonly string[]) =>
    files['files:enqueue']({ paths, origin: 'drop' });
  return { folder, tasks, dragged, icons, received, requests, made, drag, dropBack };
}

test('what tasks made is dragged, with the picture of the first', async () => {
  const { made, drag, dragged, icons } = start();
  const first = await made(1, 'a.jpg', 'a.webp');
  const second = await made(2, 'b.jpg');
  expect(await drag(['t1', 't2'])).toMatchObject({ count: 3, goneCount: 0 });
  expect(icons).toEqual([[first[0], 3]]);
  expect(dragged).toEqual([{ file: first[0], files: [...first, ...second], icon }]);
  await drag(['t1'], 1);
  expect(dragged[1]?.files).toEqual([first[1]]);
});

test('a result that was removed meanwhile is counted and the rest is dragged; of none one line is left', async () => {
  const { made, drag, dragged } = start();
  const [gone] = await made(1, 'a.jpg');
  const [link, kept] = await made(2, 'link.jpg', 'b.jpg');
  await rm(gone ?? '');
  await rm(link ?? '');
  await symlink(kept ?? '', link ?? '');
  expect(await drag(['t1', 't2'])).toMatchObject({ count: 1, goneCount: 2 });
  expect(dragged[0]?.files).toEqual([kept]);
  expect(await drag(['t1'])).toBe('The result is not there any more.');
  expect(await drag(['never-was'])).toBe('There is no result here.');
  expect(dragged).toHaveLength(1);
});

test('a page names tasks and numbers, never paths, and drags only what is ready last', async () => {
  const { made, requests, dragged, tasks } = start();
  await made(1, 'a.jpg');
  await made(2, 'b.jpg');
  tasks.set('t3', aTask(3, { sourcePath: '/etc/passwd' }));
  const wanted = (taskIds: readonly string[]) => ({ taskIds, output: null });
  for (const raw of [
    { taskIds: ['/etc/passwd'], output: null },
    { taskIds: ['t1'], output: null, paths: ['/etc/passwd'] },
    { taskIds: ['t1'], output: '/etc/passwd' },
    { paths: ['/etc/passwd'] },
  ]) {
    const parsed = parseInput('results:prepare-drag', raw);
    expect(parsed.success && JSON.stringify(parsed.data).includes('passwd')).toBe(false);
  }
  expect(await requests['results:prepare-drag'](wanted(['t3']))).toMatchObject({ ok: false });
  const older = await requests['results:prepare-drag'](wanted(['t1']));
  const newer = await requests['results:prepare-drag'](wanted(['t2']));
  const begin = async (prepared: typeof older) =>
    prepared.ok && (await requests['results:start-drag'](prepared.value.number)).ok;
  expect(await begin(older)).toBe(false);
  expect(await begin(newer)).toBe(true);
  // Once.
  expect(await begin(newer)).toBe(false);
  expect(dragged).toHaveLength(1);
});

test('a name that is no text is not handed out as that of another file', async () => {
  const { drag, tasks, made, dragged } = start();
  const [path] = await made(1, 'a.jpg');
  const task = tasks.get('t1');
  if (task?.status !== 'succeeded') throw new Error('It was made.');
  const bytes = Buffer.from(`${path}\xff`, 'latin1');
  await writeFile(bytes, 'a picture');
  const outputs = task.outputs.map((output) => ({ ...output, path: `${path}\udcff` }));
  tasks.set('t1', { ...task, outputs });
  expect(await drag(['t1'])).toMatch(/^A name here is not readable text/);
  expect(dragged).toEqual([]);
});

test('what comes back to our own window is not added, unless it was changed or more comes with it', async () => {
  const { made, drag, dropBack, received, folder } = start();
  const [a = '', b = ''] = await made(1, 'a.jpg', 'b.jpg');
  const answered = async (...paths: readonly string[]) => {
    const answer = await dropBack(...paths);
    return answer.ok ? '' : answer.problem.message;
  };
  expect(await answered(a, b)).toBe('received');
  await drag(['t1']);
  expect(await answered(a, b)).toBe('These are results already, so nothing was added.');
  expect(await answered(b)).toBe('These are results already, so nothing was added.');
  expect(await answered(a, join(folder, 'other.jpg'))).toBe('received');
  await writeFile(b, 'painted over');
  expect(await answered(b)).toBe('received');
  expect(received).toHaveLength(3);
});
