import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { onDiskThatFills, putSmallPictures } from '../../support/engine-run.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { program, readJson, startProgram } from './run-cli.ts';

const line = 'thumbline: The disk is full: free 1 MB';

async function startOnFullDisk(...options: readonly string[]) {
  const folder = tempFolder();
  const { length: count } = await putSmallPictures(folder, 50);
  const disk = join(folder, 'disk');
  const words = [program, '--json', '--out', join(disk, 'out'), ...options, 'photos'];
  const [command, rest] = onDiskThatFills(disk, 100, [process.execPath, ...words]);
  const started = startProgram(command, rest, { cwd: folder });
  // Only the program and its like see the disk.
  const makeRoom = () => rmSync(`/proc/${started.child.pid}/root${join(disk, 'room')}`);
  return { ...started, count, makeRoom };
}

it('a run whose results find no room says so in one line, and cancels the rest with the reason', async () => {
  const { finished, count } = await startOnFullDisk();
  const { code, stdout, stderr } = await finished;
  const { tasks, summary } = readJson(stdout);
  expect({ code, stderr }).toEqual({ code: 1, stderr: `${line}, then start it again.\n` });
  expect(summary).toMatchObject({ failed: 0, cancelled: count - summary.succeeded });
  expect(summary.succeeded).toBeGreaterThan(0);
  const message = 'The disk is full. Free some space, then retry.';
  for (const task of tasks.filter(({ status }) => status === 'cancelled')) {
    expect(task.failure).toEqual({ code: 'disk-full', message });
  }
});

it('with --on-full wait it says so in one line, and makes the rest once there is room', async () => {
  const { child, finished, count, makeRoom } = await startOnFullDisk('--on-full', 'wait');
  child.stderr?.once('data', makeRoom);
  const { code, stdout, stderr } = await finished;
  const stillWaits = `${line}. It waits and goes on by itself.\n`;
  expect({ code, stderr }).toEqual({ code: 0, stderr: stillWaits });
  expect(readJson(stdout).summary).toMatchObject({ succeeded: count, failed: 0, cancelled: 0 });
});

/** Mounts a disk at `$0` that only this process sees, then becomes the rest of its words. */
const onOwnDisk = 'mount -t tmpfs tmpfs "$0" && mkdir "$0/out" && $1 && shift && exec "$@"';

/** A run with a disk of its own, to which its results go unless it is told otherwise; `change` mounts it otherwise, as the program sees it. */
async function startOnOwnDisk(
  prepare: (disk: string) => string,
  wordsFor = (disk: string) => ['--on-full', 'wait', '--out', join(disk, 'out'), 'photos'],
) {
  const folder = tempFolder();
  const { length: count } = await putSmallPictures(folder, 60);
  const disk = join(folder, 'disk');
  const away = join(folder, 'away');
  mkdirSync(disk);
  mkdirSync(away);
  const words = ['--json', ...wordsFor(disk)];
  const shell = ['sh', '-c', onOwnDisk, disk, prepare(disk), process.execPath, program, ...words];
  const isRoot = process.getuid?.() === 0;
  const asRoot = isRoot ? [] : ['--user', '--map-root-user'];
  const started = startProgram('unshare', [...asRoot, '--mount', ...shell], { cwd: folder });
  const change = (...how: readonly string[]) => {
    const user = isRoot ? [] : ['--user', '--preserve-credentials'];
    const target = ['--target', String(started.child.pid), '--mount', ...user];
    // Without its note in /run, which only root may write: the mount would be made, and called failed.
    execFileSync('nsenter', [...target, 'mount', '--no-mtab', ...how]);
  };
  return { ...started, count, disk, away, change };
}

it('waits while the disk of the results is read-only, and goes on by itself', async () => {
  const run = await startOnOwnDisk((disk) => `mount -o remount,ro ${disk}`);
  run.child.stderr?.once('data', () => run.change('-o', 'remount,rw', run.disk));
  const { code, stdout, stderr } = await run.finished;
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: `thumbline: The disk of ${join(run.disk, 'out')} is read-only: allow writing there. It waits and goes on by itself.\n`,
  });
  expect(readJson(stdout).summary).toMatchObject({ succeeded: run.count, failed: 0 });
});

it('waits while the disk of the results is unplugged, and goes on by itself', async () => {
  const run = await startOnOwnDisk(() => 'true');
  run.child.stdout?.once('data', () => run.change('--move', run.disk, run.away));
  run.child.stderr?.once('data', () => run.change('--move', run.away, run.disk));
  const { code, stdout, stderr } = await run.finished;
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: `thumbline: ${join(run.disk, 'out')} is out of reach: bring it back. It waits and goes on by itself.\n`,
  });
  expect(readJson(stdout).summary).toMatchObject({ succeeded: run.count, failed: 0 });
});

const goneLine = (disk: string) =>
  `thumbline: The drive with the pictures, ${disk}, is gone: connect it again`;

it('waits while the disk of the pictures is unplugged, and goes on by itself', async () => {
  const words = (disk: string) => ['--on-full', 'wait', '--out', 'out', join(disk, 'photos')];
  const run = await startOnOwnDisk((disk) => `cp -r photos ${disk}`, words);
  run.child.stdout?.once('data', () => run.change('--move', run.disk, run.away));
  run.child.stderr?.once('data', () => run.change('--move', run.away, run.disk));
  const { code, stdout, stderr } = await run.finished;
  const line = `${goneLine(run.disk)}. It waits and goes on by itself.\n`;
  expect({ code, stderr }).toEqual({ code: 0, stderr: line });
  expect(readJson(stdout).summary).toMatchObject({ succeeded: run.count, failed: 0 });
});

it('makes what lies elsewhere once it is, then cancels its pictures with the reason', async () => {
  const words = (disk: string) => ['--out', 'out', join(disk, 'photos'), 'photos/0.jpg'];
  const run = await startOnOwnDisk((disk) => `cp -r photos ${disk}`, words);
  // The one that lies elsewhere may be made before the folder on the drive is looked into.
  let isGone = false;
  run.child.stdout?.on('data', (lines) => {
    if (isGone || !String(lines).includes(`"source":"${run.disk}`)) return;
    isGone = true;
    run.change('--move', run.disk, run.away);
  });
  const { code, stdout, stderr } = await run.finished;
  const { tasks, summary } = readJson(stdout);
  const line = `${goneLine(run.disk)}, then start it again.\n`;
  expect({ code, stderr }).toEqual({ code: 1, stderr: line });
  expect(summary).toMatchObject({ failed: 0, cancelled: run.count + 1 - summary.succeeded });
  const message = 'The drive with this file is gone. Connect it again, then retry.';
  for (const task of tasks.filter(({ status }) => status !== 'succeeded')) {
    expect(task.source).toContain(run.disk);
    expect(task.failure).toEqual({ code: 'file-missing', message });
  }
});

/** Starts the terminal as somebody for whom a folder's permissions count. */
function startAsOrdinary(cwd: string, ...args: readonly string[]) {
  const words = [process.execPath, program, '--json', ...args];
  if (process.getuid?.() !== 0) return startProgram(process.execPath, words.slice(1), { cwd });
  const withoutPower = '--bounding-set=-dac_override,-dac_read_search';
  return startProgram('setpriv', [withoutPower, ...words], { cwd });
}

/** A folder that may be looked into, and no more. */
function close(folder: string) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o555);
  onTestFinished(() => chmodSync(folder, 0o755));
}

const closedLine = (folder: string) =>
  `thumbline: Thumbline may not write to ${folder}: allow writing there`;

it('waits while the folder of the results is closed by its permissions, and goes on by itself', async () => {
  const folder = tempFolder();
  const { length: count } = await putSmallPictures(folder, 20);
  const out = join(folder, 'out');
  close(out);
  const run = startAsOrdinary(folder, '--on-full', 'wait', '--out', out, 'photos');
  run.child.stderr?.once('data', () => chmodSync(out, 0o755));
  const { code, stdout, stderr } = await run.finished;
  const line = `${closedLine(out)}. It waits and goes on by itself.\n`;
  expect({ code, stderr }).toEqual({ code: 0, stderr: line });
  expect(readJson(stdout).summary).toMatchObject({ succeeded: count, failed: 0 });
});

it('stops with one line where no folder of the pictures may be written', async () => {
  const folder = tempFolder();
  await putSmallPictures(folder, 20);
  const photos = join(folder, 'photos');
  close(photos);
  const { code, stdout, stderr } = await startAsOrdinary(folder, 'photos').finished;
  const line = `${closedLine(photos)}, then start it again.\n`;
  expect({ code, stderr }).toEqual({ code: 1, stderr: line });
  expect(readJson(stdout).summary).toMatchObject({ succeeded: 0, failed: 0, cancelled: 20 });
});

it('makes what goes elsewhere, then names the folders that may not be written', async () => {
  const folder = tempFolder();
  for (const [name, count] of [
    ['a', 10],
    ['b', 10],
    ['c', 20],
  ] as const) {
    await putSmallPictures(join(folder, name), count);
  }
  close(join(folder, 'a/photos'));
  close(join(folder, 'b/photos/thumbnails'));
  const { code, stdout, stderr } = await startAsOrdinary(folder, 'a', 'b', 'c').finished;
  const { tasks, summary } = readJson(stdout);
  const names = `${join(folder, 'a/photos')} and ${join(folder, 'b/photos/thumbnails')}`;
  const line = `${closedLine(names)}, then start it again.\n`;
  expect({ code, stderr }).toEqual({ code: 1, stderr: line });
  expect(summary).toMatchObject({ succeeded: 20, failed: 0, cancelled: 20 });
  for (const task of tasks.filter(({ status }) => status === 'cancelled')) {
    expect(task.failure.code).toBe('output-unwritable');
  }
});

it.each([
  ['thumbnails', 'photos/thumbnails', ['photos']],
  ['that its pictures are mirrored into', 'out/photos', ['--out', 'out', '.']],
  [
    'that its file names begin with',
    'out/small',
    ['--out', 'out', '--name', 'small/{name}', 'photos'],
  ],
  ['that their headers name', 'out/100', ['--out', 'out', '--name', '{width}/{name}', 'photos']],
])(
  'stops with one line where the folder %s is closed within one that is not',
  async (_, name, words) => {
    const folder = tempFolder();
    await putSmallPictures(folder, 8);
    const closed = join(folder, name);
    close(closed);
    const { code, stdout, stderr } = await startAsOrdinary(folder, ...words).finished;
    const line = `${closedLine(closed)}, then start it again.\n`;
    expect({ code, stderr }).toEqual({ code: 1, stderr: line });
    expect(readJson(stdout).summary).toMatchObject({ succeeded: 0, failed: 0, cancelled: 8 });
  },
);

it('makes what may be written behind any number of folders that may not', async () => {
  const folder = tempFolder();
  const closed = Array.from({ length: 12 }, (_, at) => `a${at + 10}`);
  for (const name of closed) {
    await putSmallPictures(join(folder, name), 1);
    close(join(folder, name, 'photos'));
  }
  await putSmallPictures(join(folder, 'b'), 30);
  const { code, stdout, stderr } = await startAsOrdinary(folder, ...closed, 'b').finished;
  const [first, second, third] = closed.map((name) => join(folder, name, 'photos'));
  const names = `${first}, ${second}, ${third} and 9 more`;
  const line = `${closedLine(names)}, then start it again.\n`;
  expect({ code, stderr }).toEqual({ code: 1, stderr: line });
  expect(readJson(stdout).summary).toMatchObject({ succeeded: 30, failed: 0, cancelled: 12 });
});

it('says in one line how many files must be open at once where fewer may be', async () => {
  const folder = tempFolder();
  await putSmallPictures(folder, 2);
  const words = [process.execPath, program, '--json', '--out', 'out', 'photos'];
  const shell = ['-c', 'ulimit -n 24; exec "$@"', 'sh', ...words];
  expect(await startProgram('sh', shell, { cwd: folder }).finished).toMatchObject({
    code: 1,
    stdout: '',
    stderr:
      'thumbline: Only 24 files may be open at once. Thumbline needs 29: type ulimit -n 1024, then start it again.\n',
  });
});

it('makes every picture where only thirty files may be open at once', async () => {
  const folder = tempFolder();
  const { length: count } = await putSmallPictures(folder, 20);
  const words = [process.execPath, program, '--json', '--out', 'out', 'photos'];
  const shell = ['-c', 'ulimit -n 30; exec "$@"', 'sh', ...words];
  const { code, stdout, stderr } = await startProgram('sh', shell, { cwd: folder }).finished;
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      'thumbline: Only 30 files may be open at once (ulimit -n), so this run can neither go on after an interruption nor be undone.\n',
  });
  expect(readJson(stdout).summary).toMatchObject({ succeeded: count, failed: 0 });
});
