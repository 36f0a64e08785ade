import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { noMemory, openHistory } from '../../../src/engine/index.ts';
import { keepWatch } from '../../../src/cli/runs/keep-watch.ts';
import { dataFolder } from '../../../src/cli/runs/run-memory.ts';
import { beginRun, beginWatch, endRun, listRuns } from '../../../src/cli/runs/runs.ts';
import { changeVersion } from '../../support/change-version.ts';
import { fill, sampleOutput, sampleTask } from '../../support/sample-tasks.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const thread = join(import.meta.dirname, '../../../src/engine/history/history-thread.ts');

/** The folder of private watches of a computer of its own. */
function watchesHere(): string {
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const name of ['XDG_DATA_HOME', 'LOCALAPPDATA', 'HOME']) vi.stubEnv(name, tempFolder());
  const folder = join(dataFolder(), 'watches');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** As a program that died right after a result had its name. */
function dieAfterNaming(historyPath: string, result: string): void {
  const history = openHistory(historyPath);
  fill(history, [sampleTask(0)]);
  const { task } = sampleTask(0);
  const attempt = { attempt: 1, startedAt: 1, finishedAt: null, endedAs: null, log: null };
  history.saveTasks(
    [{ ...task, status: 'running', attempts: 1, startedAt: 1 }],
    [{ taskId: task.id, attempt }],
  );
  history.noteTemporaryPaths(task.id, 1, [`${result}.part`]);
  const source = { format: 'jpeg', width: 400, height: 300 };
  const outputs = [{ ...sampleOutput, path: result }];
  history.noteMade(task.id, 1, { source, outputs, notes: [] });
  history.close();
  writeFileSync(result, 'whole');
}

test('a watch leaves alone one that begins beside it and has not taken its lock yet', async () => {
  const folder = watchesHere();
  const [beginning, dead] = ['20260101-000000-1', '20260101-000000-2'];
  for (const name of [`${beginning}.db`, `${dead}.db`, `${dead}.lock`])
    writeFileSync(join(folder, name), '');
  endRun(await beginWatch(noMemory, false), false);
  expect(existsSync(join(folder, `${beginning}.db`))).toBe(true);
  expect(existsSync(join(folder, `${dead}.db`))).toBe(false);
});

test('what a newer version left is left to that', async () => {
  const folder = watchesHere();
  const dead = join(folder, '20260101-000000-2');
  openHistory(`${dead}.db`).close();
  changeVersion(`${dead}.db`, 9999);
  writeFileSync(`${dead}.lock`, '');
  endRun(await beginWatch(noMemory, false), false);
  expect(existsSync(`${dead}.lock`)).toBe(true);
  expect(changeVersion(`${dead}.db`, 1)).toBe(9999);
});

test('a watch that is to be forgotten knows what it made, and nobody else ever does', async () => {
  const folder = watchesHere();
  const others = openHistory(':memory:');
  const note = (path: string) => [{ path, fingerprint: `of ${path}` }];
  others.memory.noteWritten(note('/earlier.jpg'));
  const watch = await keepWatch(others.memory, { isWanted: false, thread, complain() {} });
  const result = { sourcePath: '/a.jpg', recipeHash: 'r', fingerprint: 'f', contentHash: null };
  watch.memory.noteWritten(note('/own.jpg'), 0);
  watch.memory.remember({ ...result, outputs: note('/own.jpg') }, 0);
  const knownTo = ({ memory }: Pick<typeof watch, 'memory'>) => [
    ...['/earlier.jpg', '/own.jpg'].map((path) => memory.writtenFingerprint(path)),
    memory.recall('/a.jpg', 'r')?.fingerprint,
    memory.outputsOf('/a.jpg').length,
  ];
  expect(knownTo(watch)).toEqual(['of /earlier.jpg', 'of /own.jpg', 'f', 1]);
  expect(knownTo(others)).toEqual(['of /earlier.jpg', null, undefined, 0]);
  watch.history.close();
  watch.end(true);
  others.close();
  expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual([]);
});

test('what a watch made that was to be forgotten is not remembered when it was killed, either', async () => {
  const folder = watchesHere();
  const [result, id] = [join(tempFolder(), 'a.jpg'), '20260101-000000-2'];
  dieAfterNaming(join(folder, `${id}.db`), result);
  writeFileSync(join(folder, `${id}.lock`), '');
  const others = openHistory(':memory:');
  endRun(await beginWatch(others.memory, true), false);
  expect([existsSync(result), others.memory.writtenFingerprint(result)]).toEqual([true, null]);
  expect(readdirSync(folder)).toEqual([]);
  others.close();
});

const command = {
  cwd: '/',
  words: [],
  paths: [],
  key: '',
  temporaryPaths: [],
  isForgotten: false,
};

/** Runs that begin where and when these say; answers with them as they began, and as they are listed. */
function beginRuns(times: readonly Date[]) {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ['Date'] });
  const folder = tempFolder();
  const begun = times.map((time) => {
    vi.setSystemTime(time);
    return beginRun(folder, command, listRuns(folder)).run.id;
  });
  return { begun, listed: listRuns(folder).map(({ id }) => id) };
}

test.each([
  ['back', -3_600_000],
  ['not at all', 0],
])('the newest run is the one that began last, the clock being set %s', (_, byMs) => {
  const first = new Date(2026, 9, 25, 2, 50);
  const later = new Date(first.getTime() + byMs);
  const { begun, listed } = beginRuns([first, later, later]);
  expect(listed).toEqual(begun.toReversed());
});

test('the newest run is the one that began last, also where summer ends meanwhile', () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('TZ', 'Europe/Berlin');
  const times = ['2026-10-25T00:59:59Z', '2026-10-25T01:10:00Z', '2026-10-25T02:00:00Z'];
  const { begun, listed } = beginRuns(times.map((time) => new Date(time)));
  expect(listed).toEqual(begun.toReversed());
  expect(begun.map((id) => id.slice(0, 15))).toEqual([
    '20261025-025959',
    '20261025-030000',
    '20261025-030001',
  ]);
});
