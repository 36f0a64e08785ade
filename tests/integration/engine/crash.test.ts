import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KillPoint } from '../../support/kill-point.ts';
import { openHistory } from '../../../src/engine/history/open-history.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import { dyingWorkers } from '../../support/dying-workers.ts';
import { putSmallPictures, runEngine, runOnFullDisk } from '../../support/engine-run.ts';
import { expectMadeOnce } from '../../support/expect-made-once.ts';
import { openEngine } from '../../support/open-engine.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function putPictures(folder: string, count: number): Promise<string[]> {
  const first = await putPicture(join(folder, 'photos', '0.jpg'), { width: 1200, height: 800 });
  for (let index = 1; index < count; index += 1) {
    copyFileSync(first, join(folder, 'photos', `${index}.jpg`));
  }
  return readdirSync(join(folder, 'photos')).sort();
}

/** Before and after a call, at the first pictures and when several are made together. */
const killPoints = (call: KillPoint['call']): KillPoint[] =>
  (['before', 'after'] as const).flatMap((when) => [4, 13].map((count) => ({ call, when, count })));

test.each(['commit', 'link', 'unlink'] as const)(
  'an app that dies at a %s loses nothing and makes nothing twice',
  async (call) => {
    const folder = tempFolder();
    const names = await putSmallPictures(folder, 80);
    const endings = [];
    for (const killPoint of killPoints(call)) endings.push(await runEngine(folder, killPoint));
    expect(endings).toEqual(killPoints(call).map(() => 'SIGKILL'));
    expect(await runEngine(folder)).toBe(0);
    expectMadeOnce(folder, names);
  },
);

test('a worker killed in the middle of a batch costs nothing but a retry', async () => {
  const folder = tempFolder();
  const names = await putPictures(folder, 12);
  const engine = openEngine(folder);
  const firstDone = Promise.withResolvers<void>();
  engine.subscribe((changes) => {
    const isDone = changes.some(
      (change) => change.kind === 'task' && change.task.status === 'succeeded',
    );
    if (isDone) firstDone.resolve();
  });
  const paths = [join(folder, 'photos')];
  const { batchId } = await engine.enqueue({ paths, recipe: defaultPreset.recipe, origin: 'drop' });
  await firstDone.promise;
  const { workers } = engine.monitor();
  const worker = workers.find(({ sourcePath }) => sourcePath !== null) ?? workers[0];
  if (!worker) throw new Error('no worker to kill');
  process.kill(worker.processId, 'SIGKILL');
  await engine.settled(batchId ?? '');
  const { tasks } = engine.listTasks(-1, 100);
  expect(tasks.map(({ status }) => status)).toEqual(names.map(() => 'succeeded'));
  expect(readdirSync(join(folder, 'photos', 'thumbnails')).sort()).toEqual(names);
  await engine.close();
});

/** At the second picture or later, so that nobody has two workers die at one picture. */
const deaths: readonly KillPoint[] = [
  { call: 'read', when: 'before', count: 4 },
  { call: 'write', when: 'before', count: 2 },
  { call: 'write', when: 'after', count: 3 },
  { call: 'close', when: 'after', count: 6 },
  { call: 'send', when: 'before', count: 4 },
  { call: 'send', when: 'after', count: 3 },
];

test('a worker that dies at any of its steps costs one attempt, and nothing else', async () => {
  const folder = tempFolder();
  const names = await putSmallPictures(folder, 60);
  const launcher = dyingWorkers(folder, deaths);
  // So many deaths within a minute would have workers rest.
  const holdTiming = { firstLookMs: 1, longestWaitMs: 1, crashRestMs: 0 };
  const engine = openEngine(folder, { launcher, holdTiming });
  const { recipe } = defaultPreset;
  const { batchId } = await engine.enqueue({
    paths: [join(folder, 'photos')],
    recipe,
    origin: 'drop',
  });
  await engine.settled(batchId ?? '');
  const { tasks } = engine.listTasks(-1, 100);
  const ends = tasks.flatMap(({ id }) => engine.detail(id)?.attempts.map(({ endedAs }) => endedAs));
  // One that dies after its answer is blamed on nobody.
  const crashCount = ends.filter((end) => end === 'worker-crashed').length;
  expect(crashCount).toBeGreaterThan(0);
  expect(crashCount).toBeLessThanOrEqual(deaths.length);
  expect(launcher.launchCount).toBeGreaterThan(deaths.length);
  await engine.close();
  expectMadeOnce(folder, names);
});

test('two runs at once on one folder make every picture once each, and neither touches what the other made', async () => {
  const folder = tempFolder();
  const names = await putSmallPictures(folder, 12);
  const photos = join(folder, 'photos');
  const homes = ['one', 'other'].map((name) => join(folder, name));
  const runs = homes.map((home) => runEngine(home, undefined, ['--photos', photos]));
  expect(await Promise.all(runs)).toEqual([0, 0]);
  const paths = homes.flatMap((home) => {
    const history = openHistory(join(home, 'history.db'));
    const { tasks } = history.search({ text: 'status:succeeded', before: null, limit: 100 });
    history.close();
    expect(tasks).toHaveLength(names.length);
    return tasks.flatMap((task) => (task.status === 'succeeded' ? task.outputs : []));
  });
  const made = paths.map(({ path }) => path.slice(`${photos}/thumbnails/`.length));
  expect(new Set(made).size).toBe(2 * names.length);
  expect(readdirSync(join(photos, 'thumbnails')).sort()).toEqual(made.sort());
});

test('a history on a full disk pauses the queue with one line, and Resume loses and doubles nothing', async () => {
  const folder = tempFolder();
  const names = await putSmallPictures(folder, 60);
  const said = await runOnFullDisk(folder, 'history');
  expect(said.filter((line) => line === 'succeeded')).toHaveLength(names.length);
  expect(said.filter((line) => line !== 'succeeded')).toEqual([
    'The disk that holds the history of Thumbline is full: make room there, then Resume.',
  ]);
  expect(readdirSync(join(folder, 'photos', 'thumbnails')).sort()).toEqual(names);
});

test('results on a full disk hold the queue with one line, and it goes on by itself once there is room', async () => {
  const folder = tempFolder();
  const names = await putSmallPictures(folder, 60);
  const said = await runOnFullDisk(folder, 'results');
  expect(said.filter((line) => line === 'succeeded')).toHaveLength(names.length);
  expect(said.filter((line) => line !== 'succeeded')).toEqual([
    'The disk is full: free 1 MB, then Resume.',
  ]);
});

test('a preview is a real picture of the size the recipe makes', async () => {
  const folder = tempFolder();
  const engine = openEngine(folder);
  const sourcePath = await putPicture(join(folder, 'wide.png'), { width: 400, height: 200 });
  const { recipe } = defaultPreset;
  const preview = await engine.preview('window', { sourcePath, recipe, output: 0 });
  expect(preview).toMatchObject({
    ok: true,
    value: { width: 100, height: 50, format: 'png', sourceWidth: 400, sourceHeight: 200 },
  });
  expect(preview.ok && existsSync(preview.value.path)).toBe(true);
  await engine.close();
});
