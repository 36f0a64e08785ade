import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHistory } from '../../../../src/engine/history/open-history.ts';
import { createFreedesktopTrash } from '../../../../src/engine/trash/freedesktop-trash.ts';
import { outputsOf } from '../../../../src/shared/task/outputs-of.ts';
import { refuseOnDisk } from '../../../support/refuse-on-disk.ts';
import { type StartedEngine, startEngine } from '../../../support/start-engine.ts';

/** The first output takes the place of `a.jpg`. */
const inPlace = {
  outputs: ['a', 'medium', 'large'].map((name) => ({ name, width: 10 })),
  fileName: '{output}.{ext}',
  destination: { kind: 'beside', folderName: '' },
  conflict: 'overwrite',
  replacesSource: true,
};
const two = { ...inPlace, outputs: [inPlace.outputs[0], inPlace.outputs[2]] };

async function started(recipe: object) {
  const engine = startEngine();
  const [source = ''] = engine.addFiles('photos/a.jpg');
  const batchId = await engine.enqueue([source], recipe);
  return { ...engine, source, photos: join(engine.folder, 'photos'), batchId };
}

const read = (path: string) => readFileSync(path, 'utf8');
const inTrash = ({ folder }: StartedEngine) => {
  const files = join(folder, 'Trash', 'files');
  return existsSync(files) ? readdirSync(files) : [];
};
const names = (engine: StartedEngine) =>
  engine.tasks().map((task) => outputsOf(task).map(({ name }) => name));

test('an original stays until every other output is made, and a retry reads it', async () => {
  const engine = await started(inPlace);
  await (await engine.pool.attempt(0)).finish([2]);
  await engine.engine.settled(engine.batchId);
  expect(engine.tasks()).toMatchObject([
    { status: 'failed', failure: { code: 'disk-full' }, partly: { failedOutputs: ['large', 'a'] } },
  ]);
  expect([read(engine.source), inTrash(engine), names(engine)]).toEqual([
    'photos/a.jpg',
    [],
    [['medium']],
  ]);
  expect(readdirSync(engine.photos)).toEqual(['a.jpg', 'medium.jpg']);

  engine.engine.retry('all');
  const retry = await engine.pool.attempt(1);
  await retry.finish();
  await engine.engine.settled(engine.batchId);
  expect(retry.wanted).toEqual([true, false, true]);
  expect([read(engine.source), inTrash(engine)]).toEqual(['a picture', ['a.jpg']]);
  expect(names(engine)).toEqual([['a', 'medium', 'large']]);
  expect(await engine.engine.undo(engine.batchId)).toMatchObject({ value: { restoredCount: 1 } });
  expect(read(engine.source)).toBe('photos/a.jpg');
});

test('when the only other output fails, nothing is made', async () => {
  const engine = await started(two);
  await (await engine.pool.attempt(0)).finish([1]);
  await engine.engine.settled(engine.batchId);
  const [task] = engine.tasks();
  expect(task).toMatchObject({ status: 'failed', failure: { code: 'disk-full' } });
  expect(task).not.toHaveProperty('partly');
  expect([readdirSync(engine.photos), read(engine.source)]).toEqual([['a.jpg'], 'photos/a.jpg']);
});

const picture = { width: 100, height: 75, format: 'jpeg', sizeBytes: 5 } as const;
const image = { format: 'jpeg', width: 400, height: 300 };
const finished = (count: number) => ({
  kind: 'succeeded' as const,
  source: image,
  outputs: Array.from({ length: count }, () => picture),
  notes: [],
  faults: [],
});

test('an original stays when another output cannot get its name', async () => {
  const engine = await started(two);
  const attempt = await engine.pool.attempt(0);
  await attempt.beginToWrite();
  const temporary = readdirSync(engine.photos).filter((name) => name.endsWith('.part'));
  for (const name of temporary) rmSync(join(engine.photos, name));
  attempt.end(finished(2));
  await engine.engine.settled(engine.batchId);
  expect(engine.tasks()).toMatchObject([
    { status: 'failed', failure: { code: 'output-unwritable' } },
  ]);
  expect([read(engine.source), inTrash(engine)]).toEqual(['photos/a.jpg', []]);
  expect([temporary.length, readdirSync(engine.photos)]).toEqual([2, ['a.jpg']]);
});

test('when the trash does not take an original, it stays and nothing is made', async () => {
  const engine = await started(two);
  writeFileSync(join(engine.folder, 'Trash'), 'no folder');
  await (await engine.pool.attempt(0)).finish();
  await engine.engine.settled(engine.batchId);
  expect(engine.tasks()).toMatchObject([
    { status: 'failed', failure: { code: 'output-unwritable' } },
  ]);
  expect([read(engine.source), readdirSync(engine.photos)]).toEqual(['photos/a.jpg', ['a.jpg']]);
  expect(await engine.engine.undo(engine.batchId)).toMatchObject({ value: { refused: [] } });
});

test.each([
  ['in the trash', { isDone: true, linking: 'EPERM', restoredCount: 1 }],
  ['in its place still', { isDone: false, linking: 'EPERM', restoredCount: 0 }],
  ['in both', { isDone: true, linking: 'ETIMEDOUT', restoredCount: 1 }],
])(
  'undo brings back an original whose drive fell silent on its way to the trash: it is %s',
  async (_, { isDone, linking, restoredCount }) => {
    const engine = await started({ ...inPlace, outputs: [inPlace.outputs[0]] });
    const isAbout = (path: unknown) => String(path).endsWith('/a.jpg');
    const bringBack = [
      refuseOnDisk({ call: 'link', isAbout, code: linking, isDone: linking === 'ETIMEDOUT' }),
      refuseOnDisk({ call: 'rename', isAbout, code: 'ETIMEDOUT', isDone }),
    ];
    await (await engine.pool.attempt(0)).finish();
    await engine.engine.settled(engine.batchId);
    expect(engine.tasks()).toMatchObject([{ status: 'failed' }]);
    for (const end of bringBack) end();
    expect(await engine.engine.undo(engine.batchId)).toMatchObject({
      value: { restoredCount, refused: [] },
    });
    expect([readdirSync(engine.photos), read(engine.source)]).toEqual([['a.jpg'], 'photos/a.jpg']);
  },
);

test('of a link, what it leads to goes to the trash when a result takes the place of that', async () => {
  const engine = startEngine();
  const [original = ''] = engine.addFiles('photos/a.jpg');
  const link = join(engine.folder, 'photos', 'link.jpg');
  symlinkSync('a.jpg', link);
  const batchId = await engine.enqueue([link], { ...inPlace, outputs: [inPlace.outputs[0]] });
  await (await engine.pool.attempt(0)).finish();
  await engine.engine.settled(batchId);
  expect([read(original), inTrash(engine)]).toEqual(['a picture', ['a.jpg']]);
  expect(readdirSync(join(engine.folder, 'photos'))).toEqual(['a.jpg', 'link.jpg']);
  expect(await engine.engine.undo(batchId)).toMatchObject({ value: { restoredCount: 1 } });
  expect([read(original), read(link)]).toEqual(['photos/a.jpg', 'photos/a.jpg']);
});

/** The app dies while the results get their names; `original` is still there, or in the trash already. */
async function crashed(original: 'there' | 'in the trash') {
  const first = await started(two);
  await (await first.pool.attempt(0)).beginToWrite();
  const parts = readdirSync(first.photos).filter((name) => name.endsWith('.part'));
  const asides = parts.map((name) => join(first.photos, name));
  const large = join(first.photos, 'large.jpg');
  const [task] = first.tasks();
  const taskId = task?.id ?? '';
  const history = openHistory(join(first.folder, 'history.db'));
  const outputs = [
    { ...picture, name: 'a', path: first.source },
    { ...picture, name: 'large', path: large },
  ];
  history.noteTemporaryPaths(taskId, 1, asides);
  history.noteMade(taskId, 1, { source: image, outputs, notes: [] });
  renameSync(asides[1] ?? '', large);
  history.noteReplaced(taskId, { path: first.source, trashedPath: null });
  if (original === 'in the trash') {
    const trash = createFreedesktopTrash(join(first.folder, 'Trash'));
    const trashedPath = await trash.put(first.source);
    history.noteReplaced(taskId, { path: first.source, trashedPath });
  }
  history.close();
  const historyPath = join(first.folder, 'crashed.db');
  for (const suffix of ['', '-wal']) {
    copyFileSync(join(first.folder, `history.db${suffix}`), `${historyPath}${suffix}`);
  }
  return { ...first, historyPath };
}

test('a crash between the trash and the name of the result leaves the result, not nothing', async () => {
  const { folder, historyPath, batchId, source, photos } = await crashed('in the trash');
  const second = startEngine({ folder, historyPath });
  await second.engine.settled(batchId);
  expect(second.tasks()).toMatchObject([{ status: 'succeeded', attempts: 1 }]);
  expect([read(source), readdirSync(photos)]).toEqual(['a pic', ['a.jpg', 'large.jpg']]);
  expect(await second.engine.undo(batchId)).toMatchObject({ value: { restoredCount: 1 } });
  expect(read(source)).toBe('photos/a.jpg');
});

test('after a crash before the trash the task runs again, from the original', async () => {
  const { folder, historyPath, batchId, source, photos } = await crashed('there');
  const second = startEngine({ folder, historyPath });
  expect(read(source)).toBe('photos/a.jpg');
  second.engine.cancel('all');
  await second.engine.settled(batchId);
  expect(readdirSync(photos)).toEqual(['a.jpg', 'large.jpg']);
  expect(await second.engine.undo(batchId)).toMatchObject({ value: { refused: [] } });
});
