import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it as everywhere } from 'vitest';
import { modeOf, useDesktopCache } from '../../support/desktop-cache.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, program, readJson, startProgram } from './run-cli.ts';

const it = everywhere.runIf(process.platform === 'linux');

it('fills the desktop cache from a folder of 20 files and says where it is', async () => {
  const folder = tempFolder();
  const home = join(folder, 'cache');
  const cache = useDesktopCache(home);
  const first = await putPicture(join(folder, 'photos', '1.jpg'), { width: 300, height: 200 });
  const sources = [
    first,
    ...Array.from({ length: 19 }, (_, at) => join(folder, 'photos', `${at + 2}.jpg`)),
  ];
  for (const path of sources.slice(1)) copyFileSync(first, path);
  const run = (...args: readonly string[]) =>
    startProgram(process.execPath, [program, ...args, 'photos'], {
      cwd: folder,
      env: { XDG_CACHE_HOME: home },
    }).finished;

  const made = await run('--preset', 'desktop-cache');
  expect(made.code).toBe(0);
  expect(made.stderr.trimEnd().split('\n')).toHaveLength(2);
  expect(made.stderr).toContain('Made 80 thumbnails from 20 pictures');
  expect(made.stderr).toContain(`The results are in ${cache.folder}.`);
  expect(filesIn(cache.folder)).toHaveLength(80);
  for (const source of sources) {
    expect(modeOf(cache.pathOf('normal', source))).toBe('600');
    expect(cache.textOf('xx-large', source)).toMatchObject({ 'Thumb::URI': `file://${source}` });
  }

  const again = await run('--desktop-cache', '--conflict', 'skip', '--json');
  expect(readJson(again.stdout).summary).toMatchObject({ succeeded: 0, skipped: 20 });
  expect(filesIn(folder)).toHaveLength(100);
});
