import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { changeVersion } from '../../support/change-version.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, program, readJson, startProgram } from './run-cli.ts';

const script = join(import.meta.dirname, '../../../scripts/start.js');

/** Two pictures in a folder, and programs that run there with a memory of their own. */
async function setUp() {
  const folder = tempFolder();
  const data = tempFolder();
  for (const name of ['a.jpg', 'b.jpg']) await putPicture(join(folder, name));
  const run =
    (entry: string, remembered: string) =>
    (...words: string[]) => {
      const env = {
        XDG_DATA_HOME: remembered,
        LOCALAPPDATA: remembered,
        DISPLAY: '',
        WAYLAND_DISPLAY: '',
        INIT_CWD: folder,
      };
      return startProgram(process.execPath, [entry, ...words], { cwd: folder, env }).finished;
    };
  return {
    folder,
    data,
    thumbline: run(program, data),
    forgetful: run(program, tempFolder()),
    start: run(script, data),
  };
}

async function sizeOf(path: string) {
  const { width, height } = await sharp(path).metadata();
  return [width, height];
}

it('takes results of earlier runs for results, in a glob and in a folder', async () => {
  const { folder, thumbline, forgetful } = await setUp();
  await thumbline('a.jpg', 'b.jpg');
  // What `*` names now.
  const again = await thumbline('--conflict', 'overwrite', 'a.jpg', 'b.jpg', 'thumbnails');
  expect(again.code).toBe(0);
  expect(again.stderr).toContain(
    '2 thumbnails that Thumbline made skipped. Add --include-results to take them for pictures, too.',
  );
  expect(again.stdout).not.toMatch(/^thumbnails/m);
  const made = ['a.jpg', 'b.jpg', join('thumbnails', 'a.jpg'), join('thumbnails', 'b.jpg')];
  expect(filesIn(folder)).toEqual(made);
  // The same where nothing is remembered.
  await forgetful('--conflict', 'overwrite', 'a.jpg', 'b.jpg', 'thumbnails');
  expect(filesIn(folder)).toEqual(made);
});

it('takes none of another destination, plans the same, and takes them when asked', async () => {
  const { folder, thumbline } = await setUp();
  await thumbline('--out', 'one', '.');
  const planned = readJson((await thumbline('--json', '--dry-run', '--out', 'two', '.')).stdout);
  expect(planned.summary).toMatchObject({ planned: 2, skipped: 2 });
  const { tasks, summary } = readJson((await thumbline('--json', '--out', 'two', '.')).stdout);
  expect(summary).toMatchObject({ succeeded: 2, skipped: 2, failed: 0 });
  expect(tasks.filter(({ status }) => status === 'skipped')).toMatchObject([
    { reason: 'own-result', outputs: [], failure: null },
    { reason: 'own-result' },
  ]);
  expect(filesIn(join(folder, 'two'))).toEqual(['a.jpg', 'b.jpg']);
  await thumbline('--include-results', '--out', 'three', 'one');
  expect(filesIn(join(folder, 'three'))).toEqual(['a.jpg', 'b.jpg']);
});

describe('a run that remembers nothing of the runs before it', () => {
  const skipping = ['--conflict', 'skip-unchanged', '--out', 'made'];

  it('knows what they made unchanged by the list beside it, and makes nothing twice', async () => {
    const { folder, thumbline, forgetful } = await setUp();
    const made = ['a.jpg', 'b.jpg'];
    await thumbline(...skipping, '.');
    // As it would be on another computer.
    renameSync(join(folder, 'made'), join(folder, 'moved'));
    const moved = ['--conflict', 'skip-unchanged', '--out', 'moved'];
    const planned = await forgetful(...moved, '--dry-run', '--json', '.');
    expect(readJson(planned.stdout).summary).toMatchObject({ planned: 0, skipped: 2 });
    const again = readJson((await forgetful(...moved, '--json', '.')).stdout);
    expect(again.tasks).toMatchObject([{ reason: 'unchanged' }, { reason: 'unchanged' }]);
    // From now on it remembers; a picture that changed, and a recipe that did, replace what was theirs.
    await putPicture(join(folder, 'b.jpg'), { width: 90, height: 90 });
    await forgetful(...moved, '.');
    expect(filesIn(join(folder, 'moved'))).toEqual(made);
    expect(await sizeOf(join(folder, 'moved', 'b.jpg'))).toEqual([90, 90]);
  });

  it('replaces what they made of another recipe or picture, and nothing that a person changed', async () => {
    const { folder, thumbline, forgetful } = await setUp();
    await thumbline(...skipping, '.');
    appendFileSync(join(folder, 'made', 'a.jpg'), 'changed by a person');
    await forgetful(...skipping, '--size', '20', '.');
    expect(filesIn(join(folder, 'made'))).toEqual(['a (2).jpg', 'a.jpg', 'b.jpg']);
    expect(await sizeOf(join(folder, 'made', 'b.jpg'))).toEqual([20, 13]);
  });
});

it.each([
  ['could not be read', 'damaged', /put aside as \S+memory\.aside-\S+\.db\. A new one begins\.\n/],
  ['is from a newer Thumbline', 'newer', /stays with it\. This version .*memory\.v\d+\.db\.\n/],
])(
  'says that its memory %s, where it is now, and makes nothing twice',
  async (why, kind, where) => {
    const { folder, data, thumbline } = await setUp();
    const skipping = ['--conflict', 'skip-unchanged', '.'];
    await thumbline(...skipping);
    const path = join(data, 'thumbline-cli', 'memory.db');
    if (kind === 'damaged') writeFileSync(path, 'no database');
    else changeVersion(path, 9999);
    const kept = readFileSync(path);
    const { stderr } = await thumbline(...skipping);
    expect(stderr).toContain(`thumbline: The memory of earlier runs ${why} `);
    expect(stderr).toMatch(where);
    if (kind === 'newer') expect(readFileSync(path)).toEqual(kept);
    expect(filesIn(join(folder, 'thumbnails'))).toEqual(['a.jpg', 'b.jpg']);
    expect((await thumbline(...skipping)).stderr).not.toContain('memory');
  },
);

it('makes nothing twice when it is tried twice with npm start', async () => {
  const { folder, start } = await setUp();
  expect((await start('.')).stderr).toContain('Made 2 thumbnails');
  const second = await start('.');
  expect([second.code, second.stderr]).toEqual([0, expect.stringContaining('2 skipped')]);
  expect(filesIn(join(folder, 'thumbnails'))).toEqual(['a.jpg', 'b.jpg']);
});
