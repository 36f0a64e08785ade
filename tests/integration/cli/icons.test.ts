import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { readIcns, readIco } from '../../support/icon-file.ts';
import { putPicture } from '../../support/picture.ts';
import { colourAt } from '../../support/similarity.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, readJson, runCli } from './run-cli.ts';

const square = { width: 1200, height: 1200 };
const edgesOf = (pictures: readonly { readonly edge: number }[]) =>
  pictures.map(({ edge }) => edge);

it('makes icons for apps by the preset', async () => {
  const folder = tempFolder();
  await putPicture(join(folder, 'logo.png'), square);
  const { code } = await runCli(folder, '--preset', 'app-icons', '--out', 'out', 'logo.png');
  expect(code).toBe(0);
  const out = join(folder, 'out');
  const pngs = [1024, 128, 16, 256, 32, 48, 512, 64].map((edge) => `logo-${edge}.png`);
  expect(filesIn(out)).toEqual([...pngs, 'logo-macos.icns', 'logo-windows.ico']);
  const windows = await readIco(readFileSync(join(out, 'logo-windows.ico')));
  expect(edgesOf(windows)).toEqual([16, 24, 32, 48, 64, 128, 256]);
  const mac = await readIcns(readFileSync(join(out, 'logo-macos.icns')));
  expect(Math.max(...edgesOf(mac))).toBe(1024);
});

it('makes the icons of a website by the preset, in their full size from a small logo', async () => {
  const folder = tempFolder();
  const logo =
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="12"><circle cx="12" cy="6" r="5"/></svg>';
  await sharp(Buffer.from(logo)).toFile(join(folder, 'logo.png'));
  const args = ['--preset', 'Website icons', '--out', 'site', 'logo.png'];
  const plan = readJson((await runCli(folder, '--dry-run', '--json', ...args)).stdout);
  const made = readJson((await runCli(folder, '--json', ...args)).stdout);
  const shape = ({ path, width, height, format }: Record<string, unknown>) => ({
    path,
    width,
    height,
    format,
  });
  expect(plan.tasks[0].outputs.map(shape)).toEqual(made.tasks[0].outputs.map(shape));
  const site = join(folder, 'site');
  expect(filesIn(site)).toEqual([
    'apple-touch-icon.png',
    'favicon.ico',
    'icon-192.png',
    'icon-512.png',
  ]);
  expect(edgesOf(await readIco(readFileSync(join(site, 'favicon.ico'))))).toEqual([16, 24]);
  const apple = join(site, 'apple-touch-icon.png');
  expect(await colourAt(apple, 0, 0)).toEqual([255, 255, 255, 255]);
  expect(await colourAt(apple, 0.5, 0.5)).toEqual([0, 0, 0, 255]);
  expect(await sharp(apple).metadata()).toMatchObject({ width: 180, height: 180 });
  expect(await colourAt(join(site, 'icon-512.png'), 0, 0)).toMatchObject({ 3: 0 });
});

it('takes icon formats like any other', async () => {
  const folder = tempFolder();
  await putPicture(join(folder, 'a.jpg'), { width: 300, height: 200 });
  const { stdout } = await runCli(folder, '--format', 'icns', '--size', '512', 'a.jpg');
  expect(stdout).toContain('a.jpg → thumbnails/a.icns (256 × 256');
  const windows = await runCli(
    folder,
    '--format',
    'ico',
    '--fit',
    'cover',
    '--size',
    '512',
    'a.jpg',
  );
  expect(windows.stdout).toContain('a.jpg → thumbnails/a.ico (128 × 128');
});
