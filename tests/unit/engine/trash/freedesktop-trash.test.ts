import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
