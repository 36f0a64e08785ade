import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { diskCalls } from '../../../../src/engine/files/disk-calls.ts';
import { isInside } from '../../../../src/engine/files/paths.ts';
import { createFreedesktopTrash } from '../../../../src/engine/trash/freedesktop-trash.ts';
import { refuseOnDisk } from '../../../support/refuse-on-disk.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

function setUp() {
  const folder = tempFolder();
  const home = join(folder, 'Trash');
  const path = join(folder, 'a.jpg');
  writeFileSync(path, 'a picture');
  const inTrash = (part: string) => readdirSync(join(home, part));
  /** The contents of every copy, wherever it is. */
  const copies = () =>
    [path, ...inTrash('files').map((name) => join(home, 'files', name))]
      .filter((one) => existsSync(one))
      .map((one) => readFileSync(one, 'utf8'));
  const isAbout = (one: unknown) => one === path;
  return { isAbout, inTrash, copies, put: () => createFreedesktopTrash(home).put(path) };
}

const ways = [
  ['to another disk', 'EXDEV', 'unlink'],
  ['on a disk without links', 'EPERM', 'rename'],
] as const;

test.each(ways)(
  'a picture on its way %s is not lost when its drive does too late what it was asked',
  async (_, code, call) => {
    const { isAbout, inTrash, copies, put } = setUp();
    refuseOnDisk({ call: 'link', isAbout, code });
    refuseOnDisk({ call, isAbout, code: 'ETIMEDOUT', isDone: true });
    await expect(put()).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect([copies(), inTrash('info')]).toEqual([['a picture'], ['a.jpg.trashinfo']]);
  },
);

test.each(ways)(
  'a picture that may not leave its place %s leaves nothing in the trash',
  async (_, code, call) => {
    const { isAbout, inTrash, copies, put } = setUp();
    refuseOnDisk({ call: 'link', isAbout, code });
    refuseOnDisk({ call, isAbout, code: 'EACCES' });
    await expect(put()).rejects.toMatchObject({ code: 'EACCES' });
    expect([copies(), inTrash('files'), inTrash('info')]).toEqual([['a picture'], [], []]);
  },
);

/** What is in this folder is on a disk of its own. */
function mountThere(top: string): void {
  const { lstat } = diskCalls;
  const spy = vi.spyOn(diskCalls, 'lstat').mockImplementation(async (path) => {
    const facts = await lstat(path);
    if (isInside(join(realpathSync(dirname(path)), basename(path)), top)) facts.dev = 7n;
    return facts;
  });
  onTestFinished(() => spy.mockRestore());
}

test('a picture that is reached through a link goes to the trash at the top of its own disk', async () => {
  const folder = tempFolder();
  const disk = join(folder, 'disk');
  mkdirSync(join(disk, 'album'), { recursive: true });
  symlinkSync(join(disk, 'album'), join(folder, 'link'));
  writeFileSync(join(folder, 'link', 'a.jpg'), 'a picture');
  mountThere(disk);
  const trash = createFreedesktopTrash(join(folder, 'Trash'));
  const trashed = await trash.put(join(folder, 'link', 'a.jpg'));
  const top = join(disk, `.Trash-${process.getuid?.() ?? 0}`);
  expect(trashed).toBe(join(top, 'files', 'a.jpg'));
  expect(readFileSync(join(top, 'info', 'a.jpg.trashinfo'), 'utf8')).toContain(
    'Path=album/a.jpg\n',
  );
  expect(readdirSync(join(disk, 'album'))).toEqual([]);
});
