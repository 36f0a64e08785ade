import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tryToWriteInto, writeAtomically } from '../../../../src/engine/files/atomic-write.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

function startIn() {
  const [root, elsewhere] = [tempFolder(), tempFolder()];
  const folder = join(root, 'out');
  const away = join(root, 'away');
  mkdirSync(folder);
  const swap = () => {
    renameSync(folder, away);
    symlinkSync(elsewhere, folder);
  };
  return { folder, away, elsewhere, swap, path: join(folder, 'all.zip') };
}

describe('a file that is written at once', () => {
  it('has its name only when it is whole, and the next free one beside others', async () => {
    const { folder, path } = startIn();
    writeFileSync(path, 'theirs');
    const saved = await writeAtomically({ path, replaces: false }, (temporaryPath) => {
      writeFileSync(temporaryPath, 'ours');
      return Promise.resolve(readdirSync(folder).filter((name) => !name.startsWith('.')));
    });
    expect(saved).toEqual({ path: join(folder, 'all (2).zip'), facts: ['all.zip'] });
    expect(readFileSync(saved.path, 'utf8')).toBe('ours');
    expect(readdirSync(folder).toSorted()).toEqual(['all (2).zip', 'all.zip']);
  });

  it.each([
    ['before its first byte', 'begin'],
    ['before it has its name', 'end'],
  ])('goes nowhere else when its folder is swapped for a link %s', async (_, when) => {
    const { away, elsewhere, swap, path } = startIn();
    const saving = writeAtomically({ path, replaces: false }, (temporaryPath) => {
      if (when === 'begin') swap();
      writeFileSync(temporaryPath, 'ours');
      if (when === 'end') swap();
      return Promise.resolve();
    });
    await expect(saving).rejects.toMatchObject({ code: 'ESTALE' });
    expect([readdirSync(elsewhere), readdirSync(away)]).toEqual([[], []]);
  });

  it('replaces nothing elsewhere', async () => {
    const { elsewhere, swap, path } = startIn();
    writeFileSync(join(elsewhere, 'all.zip'), 'theirs');
    const saving = writeAtomically({ path, replaces: true }, (temporaryPath) => {
      swap();
      writeFileSync(temporaryPath, 'ours');
      return Promise.resolve();
    });
    await expect(saving).rejects.toMatchObject({ code: 'ESTALE' });
    expect(readFileSync(join(elsewhere, 'all.zip'), 'utf8')).toBe('theirs');
  });
});

it('whether a folder can be written is tried without leaving anything', async () => {
  const { folder } = startIn();
  expect(await tryToWriteInto(folder)).toEqual({ ok: true, value: undefined });
  expect(readdirSync(folder)).toEqual([]);
  expect(await tryToWriteInto(join(folder, 'none'))).toMatchObject({
    problem: { code: 'output-unwritable' },
  });
});
