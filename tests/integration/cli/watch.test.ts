import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { compareNames } from '../../../src/shared/paths/safe-segment.ts';
import type { KillPoint } from '../../support/kill-point.ts';
import { program, runCli, startProgram } from './run-cli.ts';

const killHere = pathToFileURL(join(import.meta.dirname, '../../support/kill-here.ts')).href;
const patience = { timeout: 60_000, interval: 20 };

/** A watching terminal, and what it said so far. */
function startWatching(cwd: string, home: string, ...args: string[]) {
  return followWatching({ cwd, env: { XDG_DATA_HOME: home } }, args);
}

function followWatching(
  place: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  args: readonly string[],
) {
  const { cwd } = place;
  const typed = ['--import', killHere, program, 'watch', '--json', '--settle', '0.3', ...args];
  const { child, finished } = startProgram(process.execPath, typed, place);
  let printed = '';
  child.stdout?.on('data', (text: string) => void (printed += text));
  let complained = '';
  child.stderr?.on('data', (text: string) => void (complained += text));
  const records = () =>
    printed
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    complaints: () => complained,
    ended: () => finished.then(() => child.signalCode),
    states: () => records().flatMap(({ state }) => state ?? []),
    /** Waits until these were made, and no others. */
    expectMade: (...names: string[]) =>
      vi.waitFor(() => {
        const sources = records().flatMap(({ source, status }) =>
          status === 'succeeded' ? [source] : [],
        );
        expect(sources.toSorted(compareNames)).toEqual(names.map((name) => join(cwd, name)));
      }, patience),
    expectState: (state: string) =>
      vi.waitFor(
        () =>
          expect(
            records()
              .flatMap((one) => one.state ?? [])
              .at(-1),
          ).toBe(state),
        patience,
      ),
    async stop() {
      child.kill('SIGINT');
      const { code, stderr } = await finished;
      return { code, stderr, summary: records().at(-1).summary };
    },
  };
}

test('makes what is there and what comes, never its own results, and knows after a restart what it made', async () => {
  const [folder, home] = [tempFolder(), tempFolder()];
  await putPicture(join(folder, 'in', 'a.png'));
  const first = startWatching(folder, home, '--beside', '', '--name', '{name}-small', 'in');
  await first.expectMade('in/a.png');
  await putPicture(join(folder, 'in', 'sub', 'b.png'));
  await first.expectMade('in/a.png', 'in/sub/b.png');
  expect(existsSync(join(folder, 'in', 'sub', 'b-small.png'))).toBe(true);
  const { code, stderr, summary } = await first.stop();
  expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
  expect(summary).toMatchObject({ succeeded: 2, failed: 0, skipped: 0, cancelled: 0 });

  await putPicture(join(folder, 'in', 'c.png'));
  const second = startWatching(folder, home, '--beside', '', '--name', '{name}-small', 'in');
  await second.expectMade('in/c.png');
  // A stick that is pulled out and comes back with more on it.
  await second.expectState('watched');
  renameSync(join(folder, 'in'), join(folder, 'away'));
  await second.expectState('away');
  await putPicture(join(folder, 'away', 'd.png'));
  renameSync(join(folder, 'away'), join(folder, 'in'));
  await second.expectMade('in/c.png', 'in/d.png');
  expect(await second.stop()).toMatchObject({ code: 130, summary: { succeeded: 2, skipped: 0 } });
});

test('takes no result for a picture that a watch left whole which was killed before it knew', async () => {
  const [folder, home] = [tempFolder(), tempFolder()];
  await putPicture(join(folder, 'in', 'a.png'));
  // Long before it is read, as file systems tell times.
  const words = ['--settle', '3', '--beside', '', '--name', '{name}-small', 'in'];
  const env = { XDG_DATA_HOME: home };
  const killPoint: KillPoint = { call: 'link', count: 1, when: 'after' };
  const killed = followWatching(
    { cwd: folder, env: { ...env, THUMBLINE_KILL: JSON.stringify(killPoint) } },
    words,
  );
  expect(await killed.ended()).toBe('SIGKILL');
  expect(readdirSync(join(folder, 'in'))).toContain('a-small.png');
  const next = startWatching(folder, home, ...words);
  await putPicture(join(folder, 'in', 'b.png'));
  await next.expectMade('in/b.png');
  expect(await next.stop()).toMatchObject({ code: 130, summary: { succeeded: 1 } });
  expect(readdirSync(join(folder, 'in')).filter((name) => !name.startsWith('.'))).toEqual([
    'a-small.png',
    'a.png',
    'b-small.png',
    'b.png',
  ]);
  // Both can be undone: all that they made goes, and nothing else.
  const undo = () =>
    startProgram(process.execPath, [program, 'undo'], { cwd: folder, env }).finished;
  expect(await undo()).toMatchObject({ code: 0, stdout: expect.stringContaining('1 file moved') });
  expect(await undo()).toMatchObject({ code: 0, stdout: expect.stringContaining('1 file moved') });
  expect(await undo()).toMatchObject({ code: 1, stdout: '' });
  expect(readdirSync(join(folder, 'in')).filter((name) => !name.startsWith('.'))).toEqual([
    'a.png',
    'b.png',
  ]);
});

test('says which folder of results went away, and makes what waited once it is back', async () => {
  const [folder, home] = [tempFolder(), tempFolder()];
  const [out, away] = [join(folder, 'out'), join(folder, 'away')];
  await putPicture(join(folder, 'in', 'a.png'));
  const watching = startWatching(folder, home, '--no-history', '--out', 'out', 'in');
  await watching.expectMade('in/a.png');
  renameSync(out, away);
  writeFileSync(out, 'in the way');
  await putPicture(join(folder, 'in', 'b.png'));
  const line = `thumbline: ${out} is out of reach: bring it back. It waits and goes on by itself.\n`;
  await vi.waitFor(() => expect(watching.complaints()).toBe(line), patience);
  rmSync(out);
  renameSync(away, out);
  await watching.expectMade('in/a.png', 'in/b.png');
  expect(await watching.stop()).toMatchObject({ code: 130, stderr: line });
  // Nothing tells afterwards what was made.
  const left = readdirSync(home, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(left.filter((path) => readFileSync(path).includes('in/a.png'))).toEqual([]);
  expect(readdirSync(out).toSorted()).toEqual(['a.png', 'b.png']);
});

test('refuses in plain words what cannot be watched', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'in', 'sub'), { recursive: true });
  expect(await runCli(folder, 'watch', 'nothing')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: `thumbline: ${join(folder, 'nothing')}: This folder is not there.\n`,
  });
  const [, both] = await Promise.all([
    expect(runCli(folder, 'watch', '--out', '-', 'in')).resolves.toMatchObject({ code: 2 }),
    runCli(folder, 'watch', '--out', 'in', 'in/sub'),
  ]);
  expect(both.stderr).toContain('The results go here');
  const nested = await runCli(folder, 'watch', 'in', 'in/sub');
  expect(nested.code).toBe(2);
  expect(nested.stderr).toContain('lies in one that is watched with its subfolders');
});
