import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
