import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { noMemory } from '../../../src/engine/index.ts';
import { dataFolder } from '../../../src/cli/runs/run-memory.ts';
import { beginRun, beginWatch, endRun, listRuns } from '../../../src/cli/runs/runs.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('a watch leaves alone one that begins beside it and has not taken its lock yet', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('XDG_DATA_HOME', tempFolder());
  vi.stubEnv('LOCALAPPDATA', tempFolder());
  vi.stubEnv('HOME', tempFolder());
  const folder = join(dataFolder(), 'watches');
  mkdirSync(folder, { recursive: true });
  const [beginning, dead] = ['20260101-000000-1', '20260101-000000-2'];
  for (const name of [`${beginning}.db`, `${dead}.db`, `${dead}.lock`])
    writeFileSync(join(folder, name), '');
  endRun(await beginWatch(noMemory, false), false);
  expect(existsSync(join(folder, `${beginning}.db`))).toBe(true);
  expect(existsSync(join(folder, `${dead}.db`))).toBe(false);
});

test.each([
  ['back', -3_600_000],
  ['not at all', 0],
])('the newest run is the one that began last, the clock being set %s', (_, byMs) => {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 9, 25, 2, 50) });
  const folder = tempFolder();
  const command = {
    cwd: '/',
    words: [],
    paths: [],
    key: '',
    temporaryPaths: [],
    isForgotten: false,
  };
  const begin = () => beginRun(folder, command, listRuns(folder)).run.id;
  const before = begin();
  vi.setSystemTime(Date.now() + byMs);
  const after = [begin(), begin()];
  expect(listRuns(folder).map(({ id }) => id)).toEqual([...after.toReversed(), before]);
});
