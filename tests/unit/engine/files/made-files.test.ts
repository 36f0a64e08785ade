import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { diskCalls } from '../../../../src/engine/files/disk-calls.ts';
import { setDiskLimit, setDiskProgram, useDrives } from '../../../../src/engine/files/disks.ts';
import { createMadeFiles } from '../../../../src/engine/files/made-files.ts';
import { writeZip } from '../../../../src/engine/saving/zip/write-zip.ts';
import { makeTempFolder } from '../../../e2e/harness/temp-folder.ts';
import { refuseOnDisk } from '../../../support/refuse-on-disk.ts';
import { mountSlowDrive } from '../../../support/slow-drive.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const drive = makeTempFolder();
let leave: () => void;
let undo: () => Promise<void>;
beforeAll(async () => {
  // Of tests that ran before in this process.
  setDiskProgram(null);
  setDiskLimit(60_000);
  leave = useDrives();
  undo = await mountSlowDrive(drive.path);
});
afterAll(async () => {
  leave();
  await undo();
  drive.remove();
});

const content = Buffer.alloc(2_500_000, 'a picture ');

function putMade(folder: string, name = 'a.jpg') {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, sizeBytes: content.length, finishedAt: Date.now() };
}

function folderOnDrive(): string {
  const folder = mkdtempSync(join(drive.path, 'made-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function openStream(made: ReturnType<typeof putMade>) {
  const opened = await createMadeFiles().open(made);
  if (typeof opened === 'string') throw new Error(opened);
  return opened.stream;
}

const disks: readonly (readonly [string, () => string])[] = [
  ['a disk of this computer', tempFolder],
  ['a drive that may hang', folderOnDrive],
];

describe.each(disks)('a file that a task made on %s', (_, makeFolder) => {
  it('is read to its end', async () => {
    const stream = await openStream(putMade(makeFolder()));
    expect(content.equals(await buffer(stream))).toBe(true);
  });

  it('is not read if it is gone, was changed or is a link by now, whatever that leads to', async () => {
    const folder = makeFolder();
    const [gone, changed, link] = ['gone', 'changed', 'link'].map((name) => putMade(folder, name));
    if (!gone || !changed || !link) throw new Error('three names');
    unlinkSync(gone.path);
    writeFileSync(changed.path, 'other');
    renameSync(link.path, join(folder, 'theirs'));
    symlinkSync(join(folder, 'theirs'), link.path);
    const { open, look } = createMadeFiles();
    for (const ask of [open, look]) {
      expect(await ask(gone)).toBe('gone');
      expect(await ask(changed)).toBe('changed');
      expect(await ask(link)).toBe('changed');
    }
  });
});

it('nothing of a drive that may hang is opened but for a part of what was looked at', async () => {
  const folder = folderOnDrive();
  const made = putMade(folder);
  const parts = vi.spyOn(diskCalls, 'readPartOfSame');
  onTestFinished(() => parts.mockRestore());
  const stream = await openStream(made);
  expect(parts).not.toHaveBeenCalled();
  const [away, other] = [join(folder, 'away'), join(folder, 'other')];
  mkdirSync(other);
  writeFileSync(join(other, 'a.jpg'), content);
  renameSync(made.path, away);
  symlinkSync(join(other, 'a.jpg'), made.path);
  await expect(buffer(stream)).rejects.toThrow();
  unlinkSync(made.path);
  renameSync(join(other, 'a.jpg'), made.path);
  await expect(buffer(await openStream(made))).resolves.toHaveLength(content.length);
  expect(parts).toHaveBeenCalledTimes(4);
});

it('a drive that gives fewer bytes than it is asked for is asked for the rest', async () => {
  const made = putMade(folderOnDrive());
  const { readPartOfSame } = diskCalls;
  const some = vi
    .spyOn(diskCalls, 'readPartOfSame')
    .mockImplementation((path, wanted) =>
      readPartOfSame(path, { ...wanted, bytes: Math.min(wanted.bytes, 700_000) }),
    );
  onTestFinished(() => some.mockRestore());
  expect(content.equals(await buffer(await openStream(made)))).toBe(true);
});

it('a drive that did not answer once is not asked for the next ones', async () => {
  const folder = folderOnDrive();
  const asked: unknown[] = [];
  const isAbout = (path: unknown) => {
    asked.push(path);
    return true;
  };
  refuseOnDisk({ call: 'lstat', isAbout, code: 'ETIMEDOUT' });
  const made = ['a', 'b', 'c'].map((name) => putMade(folder, name));
  const { open, look, isSilent } = createMadeFiles();
  expect(isSilent(folder)).toBe(false);
  for (const one of made) {
    expect(await open(one)).toBe('unreadable');
    expect(await look(one)).toBe('unreadable');
  }
  expect(asked).toEqual([made[0]?.path]);
  expect(isSilent(folder)).toBe(true);
});

it('a ZIP is made without what lies on a drive that never answers, which is named', async () => {
  const folder = tempFolder();
  const [here, there] = [putMade(folder), folderOnDrive()];
  const files = [putMade(there, 'b.jpg'), putMade(there, 'c.jpg'), here];
  const repository = join(import.meta.dirname, '..', '..', '..', '..');
  vi.stubEnv('NODE_OPTIONS', `--import ${join(repository, 'tests/support/hanging-drive.ts')}`);
  vi.stubEnv('THUMBLINE_TEST_DRIVE', drive.path);
  const entry = join(repository, 'src/engine/files/disk-process.ts');
  setDiskProgram({ nodePath: process.execPath, entry });
  setDiskLimit(100);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    setDiskProgram(null);
    setDiskLimit(60_000);
  });
  const { count, leftBehind } = await writeZip(
    { target: join(folder, 'all.zip'), files },
    () => undefined,
  );
  expect(count).toBe(1);
  expect(leftBehind).toEqual(files.slice(0, 2).map(({ path }) => ({ path, reason: 'unreadable' })));
});
