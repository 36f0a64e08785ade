import { expect, onTestFinished, test } from 'vitest';
import { createBatchTable } from '../../../../src/engine/history/batch-table.ts';
import { openDatabase } from '../../../../src/engine/history/database.ts';
import { createPathBlocks } from '../../../../src/engine/history/path-blocks.ts';
import { createSearch } from '../../../../src/engine/history/search.ts';
import { createSqliteHistory } from '../../../../src/engine/history/sqlite-history.ts';
import { asCancelled } from '../../../../src/engine/ledger/transitions.ts';
import type { StoredTask } from '../../../../src/engine/ports.ts';
import { fill, sampleTask } from '../../../support/sample-tasks.ts';

const names = ['Strand', 'WÖRTERN', 'Πόλις', 'scan 7', '100%', 'a_b', 'İstanbul'];

function tasksFrom(first: number, count: number): StoredTask[] {
  return Array.from({ length: count }, (_, index) => {
    const position = first + index;
    const name = names[position % names.length] ?? '';
    return sampleTask(position, {
      sourcePath: `/Photos/trip ${Math.floor(position / 900)}/${name}-${position}.jpg`,
    });
  });
}

function setUp(count: number) {
  const { database } = openDatabase(':memory:');
  const history = createSqliteHistory(database);
  onTestFinished(() => history.close());
  fill(history, tasksFrom(1, count));
  const blocks = createPathBlocks(database);
  const batches = createBatchTable(database);
  return { history, blocks, search: createSearch(database, batches, blocks) };
}

const questions = [
  'strand-2002',
  'STRASSE',
  'wörtern',
  'ΠΌΛΙΣ-1',
  'istanbul',
  '100% trip',
  'a_b "trip 1"',
  'name:scan*70?.jpg',
  'name:trip',
  '"trip 2" -strand',
  '-trip',
  'status:cancelled 7',
  'nowhere',
];

/** The same without blocks, which reads all rows. */
function expectSameAnswers({ history, search }: ReturnType<typeof setUp>): void {
  for (const [at, text] of questions.entries()) {
    const query = { text, before: at % 2 === 0 ? null : 1500, limit: 7 };
    expect([text, search(query)]).toEqual([text, history.search(query)]);
  }
}

test('a search finds the same while the paths are being read, and once they are', () => {
  const started = setUp(2500);
  expectSameAnswers(started);
  let steps = 1;
  for (; started.blocks.readNext(); steps += 1) if (steps === 1) expectSameAnswers(started);
  expect(steps).toBe(11);
  expectSameAnswers(started);
});

test('what comes later is found, and what was forgotten is not', () => {
  const started = setUp(2500);
  const { history, blocks } = started;
  while (blocks.readNext());
  history.addTasks(tasksFrom(2501, 1200));
  const ended = tasksFrom(900, 1300);
  const ending = { finishedAt: 5000, durationMs: 1 };
  history.saveTasks(ended.map(({ task }) => asCancelled(task, ending)));
  history.forget(ended.slice(200).map(({ task }) => task.id));
  expectSameAnswers(started);
  while (blocks.readNext());
  expectSameAnswers(started);
  blocks.clear();
  expectSameAnswers(started);
});

test('the rows of a million tasks are not read for a path or a name that none of them has', () => {
  const { blocks } = setUp(2500);
  while (blocks.readNext());
  const rangesOf = (paths: string[], names: string[]) => [
    ...blocks.rangesWith({ paths, names }, 10_000),
  ];
  const [above, ...found] = rangesOf(['strand-2002'], []);
  expect(above).toEqual({ first: 2501, last: 9999 });
  expect(found.map(({ first, last }) => last - first < 250)).toEqual([true]);
  expect(rangesOf(['nowhere'], [])).toEqual([above]);
  // Every folder is called that.
  expect(rangesOf([], ['trip'])).toEqual([above]);
  expect(rangesOf(['trip'], ['strand-2002'])).toEqual([above, ...found]);
});
