import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { program, readJson, startProgram } from '../integration/cli/run-cli.ts';
import { putSmallPictures } from '../support/engine-run.ts';
import { signalLiving } from '../support/signal-living.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Of one picture. Seconds. */
const limit = 4;

/** A process and all that it started, as long as they live. */
function treeOf(processId: number): number[] {
  try {
    const children = readFileSync(`/proc/${processId}/task/${processId}/children`, 'utf8');
    return [processId, ...children.split(' ').filter(Boolean).map(Number).flatMap(treeOf)];
  } catch {
    return [];
  }
}

test('a run that is stopped for longer than a picture may take goes on, and no picture has taken too long', async () => {
  const folder = tempFolder();
  const { length: count } = await putSmallPictures(folder, 200);
  const words = ['--json', '--timeout', String(limit), '--out', 'out', 'photos'];
  const { child, finished } = startProgram(process.execPath, [program, ...words], { cwd: folder });
  await once(child.stdout ?? process.stdin, 'data');
  const stopped = treeOf(child.pid ?? 0);
  expect(stopped.length).toBeGreaterThan(1);
  signalLiving(stopped, 'SIGSTOP');
  const wakesAt = performance.now() + limit * 1500;
  await expect.poll(() => performance.now() > wakesAt, { interval: 100 }).toBe(true);
  signalLiving(stopped.toReversed(), 'SIGCONT');
  const { code, stdout, stderr } = await finished;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(readJson(stdout).summary).toMatchObject({ succeeded: count, failed: 0, cancelled: 0 });
});
