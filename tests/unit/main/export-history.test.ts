import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { exportLines } from '../../../src/engine/history/export/export-lines.ts';
import { openHistory } from '../../../src/engine/history/open-history.ts';
import { exportHistory } from '../../../src/main/ipc/history-requests.ts';
import { notOk, ok } from '../../../src/shared/result.ts';
import type { SaveProgress } from '../../../src/shared/task/saving.ts';
import { sampleBatch, sampleTask } from '../../support/sample-tasks.ts';
import { startEngine } from '../../support/start-engine.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** An engine with one task whose second output did not work, and a folder to export to. */
async function partlyMade() {
  const started = startEngine();
  const outputs = ['small', 'large'].map((name) => ({ name, width: 10 }));
  const fileName = '{name}-{output}.{ext}';
  const batchId = await started.enqueue(started.addFiles('a.jpg'), { outputs, fileName });
  await (await started.pool.attempt(0)).finish([1]);
  await started.engine.settled(batchId);
  return { ...started, to: tempFolder(), small: join(started.folder, 'thumbnails', 'a-small.jpg') };
}

test.each(['csv', 'json'] as const)('names what a partly failed task made (%s)', async (format) => {
  const { engine, to, small } = await partlyMade();
  const file = join(to, `history.${format}`);
  writeFileSync(file, 'an earlier export');
  expect(await exportHistory(engine, { text: '', format, file })).toEqual(ok(1));
  const text = readFileSync(file, 'utf8');
  if (format === 'json') {
    expect(JSON.parse(text)).toMatchObject([{ status: 'failed', outputs: [small] }]);
  } else expect(text.trimEnd().split('\r\n').at(-1)).toMatch(new RegExp(`,failed,.*,${small}$`));
  expect(readdirSync(to)).toEqual([`history.${format}`]);
});

test('touches no other file', async () => {
  const { engine, to } = await partlyMade();
  const other = join(to, 'history.csv.part');
  writeFileSync(other, 'by somebody else');
  expect(
    await exportHistory(engine, { text: '', format: 'csv', file: join(to, 'history.csv') }),
  ).toEqual(ok(1));
  expect(readFileSync(other, 'utf8')).toBe('by somebody else');
  expect(readdirSync(to)).toEqual(['history.csv', 'history.csv.part']);
});

test('says when the file cannot be written, and leaves nothing', async () => {
  const { engine, to } = await partlyMade();
  mkdirSync(join(to, 'a folder', 'with something in it'), { recursive: true });
  for (const name of ['a folder', join('no', 'such', 'folder.csv')]) {
    expect(await exportHistory(engine, { text: '', format: 'csv', file: join(to, name) })).toEqual(
      notOk('not-writable'),
    );
  }
  expect(readdirSync(to)).toEqual(['a folder']);
});

test('a search that breaks off is no export: the earlier one stays', async () => {
  const to = tempFolder();
  const file = join(to, 'history.json');
  writeFileSync(file, '[]\n');
  const broken = {
    searchHistory: () => Promise.reject(new Error('the history broke')),
  };
  await expect(exportHistory(broken, { text: '', format: 'json', file })).rejects.toThrow('broke');
  expect([readdirSync(to), readFileSync(file, 'utf8')]).toEqual([['history.json'], '[]\n']);
});

test('one that is cancelled leaves nothing, and the earlier one stays', async () => {
  const { engine, to } = await partlyMade();
  const file = join(to, 'history.csv');
  writeFileSync(file, 'an earlier export');
  const cancelling = new AbortController();
  const progress: SaveProgress[] = [];
  const done = await exportHistory(engine, {
    text: '',
    format: 'csv',
    file,
    signal: cancelling.signal,
    onProgress(news) {
      progress.push(news);
      cancelling.abort();
    },
  });
  expect(done).toEqual(notOk('cancelled'));
  expect(progress).toEqual([{ done: 1, total: 1 }]);
  expect(readFileSync(file, 'utf8')).toBe('an earlier export');
  expect(readdirSync(to)).toEqual(['history.csv']);
});

test('the next page of an export is read while one is written, and each task is in it once', async () => {
  const tasks = Array.from({ length: 450 }, (_, at) => sampleTask(450 - at).task);
  const asked: (number | null)[] = [];
  const lines = exportLines(
    {
      searchHistory({ before, limit }) {
        asked.push(before);
        const page = tasks.filter(({ position }) => position < (before ?? Infinity));
        const next = page.length > limit ? (page[limit - 1]?.position ?? null) : null;
        const found = { tasks: page.slice(0, limit), batches: [], next, total: null };
        return Promise.resolve({ ...found, unknownWords: [], hint: null });
      },
    },
    { text: '', format: 'csv' },
  );
  await lines.next();
  await lines.next();
  expect(asked).toEqual([null, 251]);
  let count = 1;
  for await (const line of lines) count += Number(line.endsWith('\r\n'));
  expect(count).toBe(450);
  expect(asked).toEqual([null, 251, 51]);
});

test('a damaged task is left out of an export, and ends neither it nor the pages of its batch', async () => {
  const path = join(tempFolder(), 'history.db');
  const history = openHistory(path);
  onTestFinished(() => history.close());
  history.addBatch(sampleBatch());
  history.addTasks(Array.from({ length: 450 }, (_, at) => sampleTask(at + 1)));
  const database = new DatabaseSync(path);
  database.exec(`UPDATE tasks SET status = 'nonsense' WHERE position = 300`);
  database.close();
  const query = { text: '', format: 'csv' } as const;
  const lines = exportLines({ searchHistory: (asked) => history.searchAsync(asked) }, query);
  const written: string[] = [];
  for await (const line of lines) written.push(line);
  // The first line is the head.
  expect(written).toHaveLength(450);
  expect(history.tasksOf('batch-1', { after: 299, limit: 1 }).map(({ task }) => task.id)).toEqual([
    'task-301',
  ]);
});
