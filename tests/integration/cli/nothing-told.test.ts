import { Buffer } from 'node:buffer';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { neverTold, talkativePhoto } from '../../fixtures/talkative.ts';
import { rights, secrets } from '../../fixtures/told.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zipContents } from '../../support/zip-contents.ts';
import { filesIn, program, startProgram } from './run-cli.ts';

/** A photo, and one that is cut short and fails, in a folder from which the terminal is run with homes of its own. */
async function folderOfPhotos() {
  const folder = tempFolder();
  mkdirSync(join(folder, 'from'));
  const photo = await talkativePhoto();
  writeFileSync(join(folder, 'from/a.jpg'), photo);
  writeFileSync(join(folder, 'from/cut.jpg'), photo.subarray(0, photo.length / 2));
  const home = join(folder, 'home');
  const env = { XDG_DATA_HOME: home, XDG_CACHE_HOME: home, XDG_STATE_HOME: home };
  const run = (...args: readonly string[]) =>
    startProgram(process.execPath, [program, ...args, 'from'], { cwd: folder, env }).finished;
  return { folder, run };
}

/** Everything that a run left, but the sources, by name. */
async function leftIn(folder: string): Promise<Map<string, Buffer>> {
  const left = new Map<string, Buffer>();
  for (const name of filesIn(folder).filter((one) => !one.startsWith('from/'))) {
    left.set(name, readFileSync(join(folder, name)));
  }
  for (const [name, bytes] of left) {
    if (!name.endsWith('.zip')) continue;
    for (const entry of await zipContents(join(folder, name)))
      left.set(`${name}:${entry.name}`, entry.bytes);
    left.set(name, bytes);
  }
  return left;
}

function expectUntold(texts: ReadonlyMap<string, Buffer>, words: readonly string[]): void {
  for (const [name, bytes] of texts) {
    for (const word of words) expect(bytes.includes(word), `${word} in ${name}`).toBe(false);
  }
}

it('no place and no preview leaves a photo for results, archive, page, history, log or what is printed', async () => {
  const { folder, run } = await folderOfPhotos();
  const words = [
    '--metadata',
    'all',
    '--out',
    'to',
    '--zip',
    'all.zip',
    '--contact-sheet',
    's.html',
  ];
  const { stdout, stderr } = await run(...words, '--json');
  expect(stdout).toContain('image-truncated');
  const left = await leftIn(folder);
  const page = left.get('s.html')?.toString() ?? '';
  const pictures = [...page.matchAll(/base64,([A-Za-z\d+/=]+)/g)].map(([, coded = '']) =>
    Buffer.from(coded, 'base64'),
  );
  expect(pictures).toHaveLength(1);
  pictures.forEach((picture, at) => left.set(`picture ${at} of the page`, picture));
  left.set('printed', Buffer.from(stdout + stderr));
  expectUntold(left, neverTold);
  // What was asked for is in the results only.
  const results = ['to/a.jpg', 'all.zip:a.jpg'];
  for (const name of results) expect(left.get(name)?.includes(secrets.serial[0]), name).toBe(true);
  for (const name of [...results, 'all.zip']) left.delete(name);
  expectUntold(left, [...secrets.serial, rights]);
});

it.runIf(process.platform === 'linux')('nor for the desktop’s cache', async () => {
  const { folder, run } = await folderOfPhotos();
  await run('--desktop-cache', '--metadata', 'copyright');
  const left = await leftIn(folder);
  const thumbnails = [...left].filter(([name]) => name.includes('thumbnails/'));
  expect(thumbnails.length).toBeGreaterThan(0);
  for (const [name, bytes] of thumbnails) expect(bytes.includes(rights), name).toBe(true);
  expectUntold(left, [...neverTold, ...secrets.serial]);
});
