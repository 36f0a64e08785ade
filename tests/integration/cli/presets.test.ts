import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parsePresetFile } from '../../../src/shared/task/preset-file.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, program, startProgram } from './run-cli.ts';

const extra = { preset: { colour: 'red' }, outputs: {} };
/** Has the name of one that comes with Thumbline, which is not taken for it. */
const shop = Recipe.parse({ name: 'Shop', outputs: [{ name: 'tile', width: 7, format: 'png' }] });
const own = { id: '1f0c2b1e-0000-4000-8000-000000000001', recipe: shop, extra };

/** The terminal beside an app that saved these presets. */
function setUp(saved: unknown = { presets: [own] }) {
  const folder = tempFolder();
  const app = join(folder, 'config', 'Thumbline');
  mkdirSync(app, { recursive: true });
  writeFileSync(
    join(app, 'presets.json'),
    typeof saved === 'string' ? saved : JSON.stringify(saved),
  );
  const env = { XDG_CONFIG_HOME: join(folder, 'config'), APPDATA: join(folder, 'config') };
  const run = (...args: readonly string[]) =>
    startProgram(process.execPath, [program, ...args], { cwd: folder, env }).finished;
  return { folder, run };
}

it('finds the presets that the app saved, by name and by id', async () => {
  const { folder, run } = setUp();
  await putPicture(join(folder, 'a.jpg'));
  expect(await run('--preset', 'shop', '--out', 'by-name', 'a.jpg')).toMatchObject({ code: 0 });
  expect(await run('--preset', own.id, '--out', 'by-id', 'a.jpg')).toMatchObject({ code: 0 });
  expect([filesIn(join(folder, 'by-name')), filesIn(join(folder, 'by-id'))]).toEqual([
    ['a.png'],
    ['a.png'],
  ]);
  expect((await run('--preset', 'shopp', 'a.jpg')).stderr).toMatch(
    /^thumbline: There is no preset "shopp"\. Use one of thumbnail, .*, Shop\.\n$/,
  );
});

it('lists every preset with its id, its name and what it makes', async () => {
  const { run } = setUp();
  const { code, stdout } = await run('presets');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^thumbnail +Thumbnail +thumbnail \(100 × 100\)$/m);
  expect(stdout).toMatch(new RegExp(`^${own.id}  Shop +tile \\(width 7 png\\)$`, 'm'));
  const lines = (await run('presets', '--json')).stdout.trimEnd().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ id: own.id, isOwn: true, name: 'Shop' });
});

it('writes a preset to a file with all that it says, and never over another file', async () => {
  const { folder, run } = setUp();
  expect(await run('presets', 'export', 'Shop', 'shop.thumbline.json')).toMatchObject({ code: 0 });
  const text = readFileSync(join(folder, 'shop.thumbline.json'), 'utf8');
  expect(parsePresetFile(text)).toMatchObject({ ok: true, value: { recipe: shop, extra } });
  expect(await run('presets', 'export', 'web', 'shop.thumbline.json')).toMatchObject({ code: 1 });
  expect(readFileSync(join(folder, 'shop.thumbline.json'), 'utf8')).toBe(text);
});

it.each(['{"presets": [', '{"presets": 3}', ''])(
  'tells in one line of a file that is broken (%j), and uses the others',
  async (saved) => {
    const { folder, run } = setUp(saved);
    await putPicture(join(folder, 'a.jpg'));
    const listed = await run('presets');
    expect(listed.code).toBe(0);
    expect(listed.stderr).toMatch(/^thumbline: .*presets\.json cannot be read, .*\n$/);
    expect(await run('-q', '--preset', 'avatar', 'a.jpg')).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(await run('--preset', 'Mine', 'a.jpg')).toMatchObject({ code: 2 });
  },
);

it('asks for an id when two presets have one name', async () => {
  const { run } = setUp({ presets: [own, { ...own, id: 'other' }] });
  expect(await run('--preset', 'shop', 'a.jpg')).toMatchObject({
    code: 2,
    stderr: 'thumbline: There are several presets "shop". Use an id: see thumbline presets.\n',
  });
});

it('refuses in one line to import, and what it does not know', async () => {
  const { run } = setUp();
  const imported = await run('presets', 'import', 'a.thumbline.json');
  expect(imported).toMatchObject({ code: 2, stdout: '' });
  expect(imported.stderr).toMatch(/^thumbline: The app keeps the presets .* --recipe\.\n$/);
  expect((await run('presets', 'export', 'web')).code).toBe(2);
  expect((await run('presets', 'sort')).code).toBe(2);
  expect((await run('presets', '--help')).stdout).toContain('export');
});
