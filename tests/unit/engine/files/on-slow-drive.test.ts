import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { writeAtomically } from '../../../../src/engine/files/atomic-write.ts';
import { useDrives } from '../../../../src/engine/files/disks.ts';
import { identityOf } from '../../../../src/engine/files/fingerprints.ts';
import { createNewFile, writeNewFile } from '../../../../src/engine/files/new-file.ts';
import { createManifests, manifestName } from '../../../../src/engine/memory/manifests.ts';
import { writeZip } from '../../../../src/engine/saving/zip/write-zip.ts';
import { saveTo } from '../../../../src/engine/server/save-download.ts';
import { watchIdle } from '../../../../src/engine/server/waiting.ts';
import { ok } from '../../../../src/shared/result.ts';
import { makeTempFolder } from '../../../e2e/harness/temp-folder.ts';
import { mountSlowDrive } from '../../../support/slow-drive.ts';

const drive = makeTempFolder();
let leave: () => void;
let undo: () => Promise<void>;
beforeAll(async () => {
  leave = useDrives();
  undo = await mountSlowDrive(drive.path);
});
afterAll(async () => {
  leave();
  await undo();
  drive.remove();
});

function startIn() {
  const root = mkdtempSync(join(drive.path, 'on-drive-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const [folder, away, elsewhere] = ['out', 'away', 'elsewhere'].map((name) => join(root, name));
  if (!folder || !away || !elsewhere) throw new Error('three names');
  mkdirSync(folder);
  mkdirSync(elsewhere);
  const swap = () => {
    renameSync(folder, away);
    symlinkSync(elsewhere, folder);
  };
  return { root, folder, away, elsewhere, swap, path: join(folder, 'all.zip') };
}

describe('a file on a drive that may hang', () => {
  it('is written in parts, into the folder itself', async () => {
    const { folder, path } = startIn();
    const bytes = Buffer.alloc(2_500_000, 'part');
    const saved = await writeAtomically({ path, replaces: false }, async (temporaryPath) => {
      const file = await createNewFile(temporaryPath);
      await file.write(bytes);
      await file.write('the end');
      const size = await file.finish();
      await file.close();
      return size;
    });
    expect(saved).toEqual({ path, facts: bytes.length + 7 });
    expect(readFileSync(path).equals(Buffer.concat([bytes, Buffer.from('the end')]))).toBe(true);
    expect(readdirSync(folder)).toEqual(['all.zip']);
  });

  it.each([
    ['before its first byte', 'begin'],
    ['before it has its name', 'end'],
  ])('goes nowhere else when its folder is swapped for a link %s', async (_, when) => {
    const { away, elsewhere, swap, path } = startIn();
    writeFileSync(join(elsewhere, 'all.zip'), 'theirs');
    const saving = writeAtomically({ path, replaces: true }, async (temporaryPath) => {
      if (when === 'begin') swap();
      await writeNewFile(temporaryPath, 'ours');
      if (when === 'end') swap();
    });
    await expect(saving).rejects.toMatchObject({ code: 'ESTALE' });
    expect([readdirSync(elsewhere), readdirSync(away)]).toEqual([['all.zip'], []]);
    expect(readFileSync(join(elsewhere, 'all.zip'), 'utf8')).toBe('theirs');
  });

  it.each([
    ['a link', symlinkSync],
    ['another file', linkSync],
  ])('does not go on in %s that gets its name', async (_, put) => {
    const { root, folder } = startIn();
    const [path, theirs] = [join(folder, 'new'), join(root, 'theirs')];
    writeFileSync(theirs, 'theirs');
    const file = await createNewFile(path);
    unlinkSync(path);
    put(theirs, path);
    await file.write('ours');
    await expect(file.finish()).rejects.toThrow();
    expect(readFileSync(theirs, 'utf8')).toBe('theirs');
  });

  it('is packed as elsewhere, and a ZIP goes nowhere else', async () => {
    const { root, folder, elsewhere, swap, path } = startIn();
    const made = join(root, 'a.jpg');
    writeFileSync(made, 'a picture');
    const finishedAt = Date.now();
    const files = [{ path: made, sizeBytes: 9, finishedAt }];
    const pack = (before: () => void) =>
      writeAtomically({ path, replaces: true }, (target) => {
        before();
        return writeZip({ target, files }, () => undefined);
      });
    const { facts } = await pack(() => undefined);
    expect(facts).toEqual({ count: 1, sizeBytes: readFileSync(path).length, leftBehind: [] });
    expect(readFileSync(path, 'latin1')).toMatch(/^PK[^]*a picture/);
    await expect(pack(swap)).rejects.toMatchObject({ code: 'ESTALE' });
    expect([existsSync(folder), readdirSync(elsewhere)]).toEqual([true, []]);
  });
});

it('a result that a server made is not written where another folder of such a drive has its path', async () => {
  const { folder, elsewhere, swap } = startIn();
  const folderKey = identityOf(statSync(folder, { bigint: true }));
  const place = { path: join(folder, '.thumbline-1.part'), folderKey };
  const idle = watchIdle(60_000, new AbortController().signal);
  onTestFinished(() => idle.close());
  expect(await saveTo(place, 5)(new Response('bytes'), idle)).toEqual(ok(ok(undefined)));
  expect(readFileSync(place.path, 'utf8')).toBe('bytes');
  swap();
  expect(await saveTo(place, 5)(new Response('bytes'), idle)).toMatchObject({
    value: { ok: false, problem: { code: 'output-unwritable' } },
  });
  expect(readdirSync(elsewhere)).toEqual([]);
});

it('a list beside results is read and written on such a drive, and not in another folder with their path', async () => {
  const { folder, elsewhere, swap } = startIn();
  const result = join(folder, 'a.jpg');
  writeFileSync(result, 'bytes');
  utimesSync(result, 0, 0);
  const place = { folder, source: 'a.png' };
  const entry = {
    contentHash: 'content',
    recipeHash: 'recipe',
    outputs: [{ path: result, fingerprint: '5:0' }],
  };
  const manifests = createManifests();
  manifests.note(place, entry);
  await manifests.flush();
  expect(await createManifests().find(place)).toEqual(entry);
  const before = readFileSync(join(folder, manifestName), 'utf8');
  swap();
  manifests.note(place, entry);
  await manifests.flush();
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(before.trim().split('\n')).toHaveLength(1);
});
