import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zipContents } from '../../support/zip-contents.ts';
import { filesIn, readJson, runCli } from './run-cli.ts';

async function folderOfTwo(): Promise<string> {
  const folder = tempFolder();
  await putPicture(join(folder, 'from/a.jpg'));
  await putPicture(join(folder, 'from/b/c.jpg'));
  return folder;
}

const namesIn = async (path: string) => (await zipContents(path)).map(({ name }) => name).sort();

it('packs what a run made and shows it on a page', async () => {
  const folder = await folderOfTwo();
  const words = ['--out', 'to', '--zip', 'all.zip', '--contact-sheet', 'sheet.html', 'from'];
  const { code, stdout, stderr } = await runCli(folder, ...words);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^Made 2 thumbnails .*\nThe results are in .*\n$/);
  expect(stdout).toMatch(/Saved 2 thumbnails in all\.zip \([\d.]+ K?B\)\.\n/);
  expect(stdout).toMatch(/Saved 2 pictures in sheet\.html \([\d.]+ K?B\)\.\n$/);
  expect(await namesIn(join(folder, 'all.zip'))).toEqual(['a.jpg', 'b/c.jpg']);
  expect(readFileSync(join(folder, 'sheet.html'), 'utf8').match(/<img /g)).toHaveLength(2);
  expect(filesIn(folder)).toEqual([
    'all.zip',
    'from/a.jpg',
    'from/b/c.jpg',
    'sheet.html',
    'to/a.jpg',
    'to/b/c.jpg',
  ]);
});

it('says in the summary for programs where it is', async () => {
  const folder = await folderOfTwo();
  writeFileSync(join(folder, 'all.zip'), 'older');
  const { code, stdout } = await runCli(
    folder,
    '--json',
    '--out',
    'to',
    '--zip',
    'all.zip',
    'from',
  );
  expect(code).toBe(0);
  const path = join(folder, 'all (2).zip');
  expect(readJson(stdout)).toMatchObject({
    tasks: [{ status: 'succeeded' }, { status: 'succeeded' }],
    summary: { succeeded: 2, saved: [{ kind: 'zip', path }] },
  });
  expect(readFileSync(join(folder, 'all.zip'), 'utf8')).toBe('older');
  expect(await namesIn(path)).toEqual(['a.jpg', 'b/c.jpg']);
});

it('treats an older file as the results are', async () => {
  const folder = await folderOfTwo();
  const zip = join(folder, 'all.zip');
  writeFileSync(zip, 'older');
  const words = ['--out', 'to', '--zip', 'all.zip', 'from'];
  const kept = await runCli(folder, '-q', '--conflict', 'skip', ...words);
  expect(kept).toMatchObject({
    code: 0,
    stderr: 'all.zip is there already, so it was left as it is.\n',
  });
  expect(readFileSync(zip, 'utf8')).toBe('older');
  await runCli(folder, '--conflict', 'overwrite', ...words);
  expect(await namesIn(zip)).toEqual(['a.jpg', 'b/c.jpg']);
});

it('packs what could be made, and keeps the exit code of what failed', async () => {
  const folder = await folderOfTwo();
  writeFileSync(join(folder, 'from/z.jpg'), 'no picture');
  const words = ['--out', 'to', '--zip', 'all.zip', '--contact-sheet', 'sheet.html', 'from'];
  expect((await runCli(folder, ...words)).code).toBe(1);
  expect(await namesIn(join(folder, 'all.zip'))).toEqual(['a.jpg', 'b/c.jpg']);
  const page = readFileSync(join(folder, 'sheet.html'), 'utf8');
  expect(page).toMatch(/1 picture could not be made<\/h2>\s*<dl>\s*<div><dt><bdi>z\.jpg<\/bdi>/);
});

it('writes no file when nothing was made', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'empty'));
  const { code, stderr } = await runCli(folder, '-q', '--zip', 'all.zip', 'empty');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'all.zip was not written: there is nothing to put into it.\n',
  });
  expect(readdirSync(folder)).toEqual(['empty']);
});

it('writes nothing in a dry run', async () => {
  const folder = await folderOfTwo();
  const words = ['--dry-run', '--zip', 'all.zip', '--contact-sheet', 'sheet.html', 'from'];
  expect((await runCli(folder, ...words)).code).toBe(0);
  expect(filesIn(folder)).toEqual(['from/a.jpg', 'from/b/c.jpg']);
});

describe('refuses before anything runs', () => {
  it.each([
    ['missing/a.zip', 'There is no folder '],
    ['a-file/a.zip', 'There is no folder '],
    ['a.jpg', '--zip needs a file name that ends with .zip.'],
    ['folder.zip', 'folder.zip is a folder. Choose another name.'],
  ])('to write %s', async (target, words) => {
    const folder = await folderOfTwo();
    writeFileSync(join(folder, 'a-file'), '');
    mkdirSync(join(folder, 'folder.zip'));
    const { code, stdout, stderr } = await runCli(folder, '--zip', target, 'from');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^thumbline: [^\n]+\n$/);
    expect(stderr).toContain(words);
    expect(existsSync(join(folder, 'from/thumbnails'))).toBe(false);
  });

  it.runIf(existsSync('/proc/self'))('to write into a folder that takes no files', async () => {
    const folder = await folderOfTwo();
    const { code, stderr } = await runCli(folder, '--contact-sheet', '/proc/self/a.html', 'from');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^thumbline: Thumbline cannot write to \/proc\/self\. [^\n]+\n$/);
  });
});
