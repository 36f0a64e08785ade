import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesIn, readJson, startProgram } from '../integration/cli/run-cli.ts';
import { putPicture } from '../support/picture.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { built } from '../support/built.ts';
import { installedFile } from '../support/installed.ts';

const run = (cwd: string, entry: string, ...args: string[]) =>
  startProgram(process.execPath, [entry, ...args], { cwd }).finished;

it('makes a file, a folder packed as a ZIP, and an icon set', async () => {
  const folder = tempFolder();
  await putPicture(join(folder, 'logo.png'), { width: 600, height: 600 });
  await putPicture(join(folder, 'photos', 'a.jpg'));
  await putPicture(join(folder, 'photos', 'deeper', 'b.webp'));
  const entry = installedFile('bin/thumbline.js');
  const runs = await Promise.all([
    run(folder, entry, '--out', 'one', 'logo.png'),
    run(folder, entry, '--out', 'all', '--zip', 'all.zip', 'photos'),
    run(folder, entry, '--out', 'icons', '--preset', 'app-icons', 'logo.png'),
    run(folder, entry, '--dry-run', 'photos'),
  ]);
  expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(
    runs.map(() => [0, expect.not.stringMatching(/fail|cannot|wrong/i)]),
  );
  expect(filesIn(join(folder, 'one'))).toEqual(['logo.png']);
  expect(filesIn(join(folder, 'all'))).toEqual(['a.jpg', 'deeper/b.webp']);
  expect(filesIn(join(folder, 'icons'))).toEqual(
    expect.arrayContaining(['logo-1024.png', 'logo-macos.icns', 'logo-windows.ico']),
  );
  expect(`${runs[1]?.stdout}${runs[1]?.stderr}`).toContain('Saved 2 thumbnails in all.zip');
  expect(`${runs[3]?.stdout}${runs[3]?.stderr}`).toContain(
    'Would make 2 thumbnails from 2 pictures',
  );
  // What V8 compiled of it, for the next start.
  expect(filesIn(installedFile('out/compiled/terminal'))).toContainEqual(
    expect.stringMatching(/\/start\.cjs$/),
  );
});

it('never calls a picture bad because its worker cannot be started', async () => {
  const folder = tempFolder();
  await putPicture(join(folder, 'a.jpg'));
  // A copy that lost its worker.
  cpSync(built('main'), join(folder, 'out', 'main'), { recursive: true });
  rmSync(join(folder, 'out', 'main', 'worker.js'));
  const entry = join(folder, 'out', 'main', 'cli.js');
  const { code, stdout } = await run(folder, entry, '--json', 'a.jpg');
  expect(code).toBe(1);
  expect(readJson(stdout).tasks).toMatchObject([
    {
      status: 'failed',
      failure: {
        code: 'internal',
        message:
          'Thumbline could not start the program that makes pictures. Start Thumbline again; if that does not help, install it again.',
      },
    },
  ]);
});
