import { copyFileSync, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, program, readJson, type Started, startProgram } from './run-cli.ts';

/** Enough work for a second or two. */
const count = 80;

async function startWork(): Promise<Started & { folder: string }> {
  const folder = tempFolder();
  mkdirSync(join(folder, 'photos'));
  const first = await putPicture(join(folder, 'photos', '0.png'), { width: 3000, height: 2000 });
  for (let index = 1; index < count; index += 1) {
    copyFileSync(first, join(folder, 'photos', `${index}.png`));
  }
  const args = [program, '--json', '--jobs', '2', '--out', 'out', 'photos'];
  const started = startProgram(process.execPath, args, { cwd: folder, detached: true });
  if (!started.child.stdout) throw new Error('nothing to read from');
  await once(started.child.stdout, 'data');
  return { ...started, folder };
}

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'winds up on %s to the whole process group: no half file, a summary, %d',
  async (signal, exitCode) => {
    const { child, finished, folder } = await startWork();
    process.kill(-(child.pid ?? 0), signal);
    const { code, stdout, stderr } = await finished;
    expect({ code, stderr }).toEqual({ code: exitCode, stderr: '' });
    const { tasks, summary } = readJson(stdout);
    expect(summary).toMatchObject({ failed: 0, skipped: 0 });
    expect(summary.cancelled).toBeGreaterThan(0);
    expect(summary.succeeded + summary.cancelled).toBe(tasks.length);
    const made = tasks.flatMap(({ outputs }) => outputs.map(({ path }: { path: string }) => path));
    expect(filesIn(join(folder, 'out')).map((name) => join(folder, 'out', name))).toEqual(
      made.sort((a: string, b: string) => (a < b ? -1 : 1)),
    );
    const sizes = await Promise.all(made.map(async (path) => (await sharp(path).stats()).isOpaque));
    expect(sizes.every(Boolean)).toBe(true);
  },
);

it('goes on in silence when nobody reads its lines any more', async () => {
  const { child, finished, folder } = await startWork();
  child.stdout?.destroy();
  const { code, stderr } = await finished;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(filesIn(join(folder, 'out'))).toHaveLength(count);
});
