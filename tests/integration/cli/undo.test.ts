import { once } from 'node:events';
import { appendFileSync, copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { takeLock } from '../../../src/cli/runs/owner-lock.ts';
import { changeVersion } from '../../support/change-version.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, program, startProgram } from './run-cli.ts';

/** A folder with two pictures, and the terminal with a memory and a trash of its own. */
async function setUp() {
  const folder = tempFolder();
  const data = join(folder, 'data');
  for (const name of ['a.jpg', 'b.jpg']) await putPicture(join(folder, 'photos', name));
  const env = { XDG_DATA_HOME: data, LOCALAPPDATA: data };
  const start = (...args: readonly string[]) =>
    startProgram(process.execPath, [program, ...args], { cwd: folder, env });
  const run = (...args: readonly string[]) => start(...args).finished;
  const made = () => filesIn(join(folder, 'photos')).filter((name) => name.startsWith('thumb'));
  return { folder, data, start, run, made };
}

it('undoes its last run, then the one before, and then has nothing left', async () => {
  const { run, made, data } = await setUp();
  await run('photos', '--name', 'first-{name}.{ext}');
  await run('photos', '--name', 'second-{name}.{ext}');
  const last = await run('undo');
  expect(last).toMatchObject({ code: 0, stderr: '' });
  expect(last.stdout).toMatch(/^Undid the run of \d{4}-.*: 2 files moved to the trash\.\n$/);
  expect(made()).toEqual(['thumbnails/first-a.jpg', 'thumbnails/first-b.jpg']);
  expect(filesIn(join(data, 'Trash', 'files'))).toEqual(['second-a.jpg', 'second-b.jpg']);
  expect((await run('undo')).code).toBe(0);
  expect(made()).toEqual([]);
  expect(await run('undo')).toMatchObject({
    code: 1,
    stderr: 'thumbline: There is nothing to undo.\n',
  });
});

it('undoes the run that was named, once, and lists them', async () => {
  const { run, made } = await setUp();
  await run('photos', '--name', 'first-{name}.{ext}');
  await run('photos', '--name', 'second-{name}.{ext}');
  const listed = async () =>
    (await run('undo', '--list', '--json')).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  const [, first] = await listed();
  expect(first).toMatchObject({ outputCount: 2, isUndone: false, recipe: 'Custom' });
  const undone = await run('undo', first.run, '--json');
  expect(JSON.parse(undone.stdout)).toEqual({
    run: first.run,
    trashedCount: 2,
    restoredCount: 0,
    stayed: [],
  });
  expect(made()).toEqual(['thumbnails/second-a.jpg', 'thumbnails/second-b.jpg']);
  expect(await run('undo', first.run)).toMatchObject({
    code: 1,
    stderr: 'thumbline: This was undone already.\n',
  });
  expect((await listed()).map(({ isUndone }) => isUndone)).toEqual([false, true]);
  expect((await run('undo', '--list')).stdout).toMatch(
    /^\S+ {2}\d{4}-\S+ \S+ {2}photos: 2 files\n.*undone\n$/,
  );
});

it('leaves the runs of a newer version to that, and says so', async () => {
  const { run, made, data } = await setUp();
  await run('photos', '--name', 'first-{name}.{ext}');
  await run('photos', '--name', 'second-{name}.{ext}');
  const runs = join(data, 'thumbline-cli', 'runs');
  const newest = readdirSync(runs).findLast((name) => name.endsWith('.db')) ?? '';
  const [id = ''] = newest.split('.');
  const before = changeVersion(join(runs, newest), 9999);
  const line = `thumbline: The run ${id} is from a newer Thumbline, and only that can undo it.\n`;
  expect(await run('undo')).toMatchObject({ code: 1, stderr: line });
  expect(await run('undo', id)).toMatchObject({ code: 1, stderr: line });
  const listed = await run('undo', '--list');
  expect([listed.code, listed.stderr]).toEqual([0, line]);
  expect(listed.stdout).toMatch(/^\S+ {2}\d{4}-\S+ \S+ {2}photos: 2 files\n$/);
  expect(made()).toHaveLength(4);
  changeVersion(join(runs, newest), before);
  expect((await run('undo')).code).toBe(0);
  expect(made()).toEqual(['thumbnails/first-a.jpg', 'thumbnails/first-b.jpg']);
});

it('leaves what was changed since, and names it', async () => {
  const { folder, run, made } = await setUp();
  await run('photos');
  appendFileSync(join(folder, 'photos', 'thumbnails', 'a.jpg'), 'drawn over');
  const { code, stdout, stderr } = await run('undo');
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'photos/thumbnails/a.jpg: It was changed since, so it stays.\n',
  });
  expect(stdout).toContain('1 file moved to the trash.');
  expect(made()).toEqual(['thumbnails/a.jpg']);
});

it('undoes what a run made before it was killed', async () => {
  const { folder, run, start, made } = await setUp();
  const first = await putPicture(join(folder, 'photos', '0.png'), { width: 3000, height: 2000 });
  for (let index = 1; index < 40; index += 1)
    copyFileSync(first, join(folder, 'photos', `${index}.png`));
  const { child, finished } = start('--json', '--jobs', '1', 'photos');
  if (child.stdout) await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await finished;
  expect(made().length).toBeGreaterThan(0);
  expect(await run('undo')).toMatchObject({ code: 0, stderr: '' });
  expect(made()).toEqual([]);
});

it('leaves a run that is writing alone, and the one before it', async () => {
  const { data, run, made } = await setUp();
  await run('photos', '--name', 'first-{name}.{ext}');
  await run('photos', '--name', 'second-{name}.{ext}');
  const runs = join(data, 'thumbline-cli', 'runs');
  const newest = readdirSync(runs).findLast((name) => name.endsWith('.db')) ?? '';
  // What the process of a run holds while it stores something.
  const owner = takeLock(join(runs, newest.replace(/db$/, 'lock')));
  using writing = new DatabaseSync(join(runs, newest));
  writing.exec('BEGIN IMMEDIATE');
  const refused = {
    code: 1,
    stderr: 'thumbline: This is not finished yet. Wait for it or cancel it, then undo it.\n',
  };
  expect(await run('undo')).toMatchObject(refused);
  expect(await run('undo', newest.replace(/\.db$/, ''))).toMatchObject(refused);
  const { stdout } = await run('undo', '--list');
  expect(stdout).toMatch(/^\S+ {2}\d{4}-\S+ \S+ {2}photos: 2 files, still running\n.*2 files\n$/);
  expect(made()).toHaveLength(4);
  owner?.release();
});

it('keeps twenty runs and none that made nothing', async () => {
  const { data, run } = await setUp();
  const runs = join(data, 'thumbline-cli', 'runs');
  mkdirSync(runs, { recursive: true });
  // No process has such a number.
  for (let day = 10; day < 35; day += 1)
    writeFileSync(join(runs, `202001${day}-120000-4194399.db`), '');
  await run('photos', '--conflict', 'skip');
  expect(readdirSync(runs)).toHaveLength(20);
  expect(readdirSync(runs)).not.toContain('20200115-120000-4194399.db');
  await run('photos', '--conflict', 'skip');
  expect(readdirSync(runs)).toHaveLength(19);
});

it('works where nothing can be remembered, and says so in one line', async () => {
  const { data, run, made } = await setUp();
  writeFileSync(data, 'a file where the folder should be');
  const { code, stderr } = await run('-q', 'photos');
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /^thumbline: .*runs cannot be written, so this run can neither go on after an interruption nor be undone\.\n$/,
  );
  expect(made()).toHaveLength(2);
});

it('refuses in one line what it does not know', async () => {
  const { run } = await setUp();
  expect(await run('undo', 'yesterday')).toMatchObject({
    code: 2,
    stderr: 'thumbline: There is no run yesterday. See thumbline undo --list.\n',
  });
  expect((await run('undo', '--all')).code).toBe(2);
  expect((await run('undo', '--help')).stdout).toContain('--list');
});

/**
 * A disk that only these commands see, on which no trash can be made: a run that overwrites a file, and its undo.
 */
const onDiskWithoutTrash = `
  mount -t tmpfs tmpfs "$0" && : > "$0/.Trash-$(id -u)" && mkdir "$0/out" && printf own > "$0/out/a.jpg" &&
  "$@" --out "$0/out" --conflict overwrite photos && "$@" undo && cat "$0/out/a.jpg" && ls -A "$0/out"`;

it('takes the trash at home where the disk can have none, and brings back from there', async () => {
  const { folder, data } = await setUp();
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const words = [...asRoot, '--mount', 'sh', '-c', onDiskWithoutTrash, disk];
  const command = [process.execPath, program];
  const where = { cwd: folder, env: { XDG_DATA_HOME: data, LOCALAPPDATA: data } };
  const ran = await startProgram('unshare', [...words, ...command], where).finished;
  expect([ran.code, ran.stdout]).toEqual([
    0,
    expect.stringMatching(/2 files moved to the trash, 1 original put back\.\nowna\.jpg\n$/),
  ]);
  expect(filesIn(join(data, 'Trash'))).toEqual([
    'files/a.jpg.2',
    'files/b.jpg',
    'info/a.jpg.2.trashinfo',
    'info/b.jpg.trashinfo',
  ]);
});
