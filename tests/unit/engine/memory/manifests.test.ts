import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromBytes, toNative } from '../../../../src/engine/files/paths.ts';
import { createManifests, manifestName } from '../../../../src/engine/memory/manifests.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Five bytes, of the first moment there is. */
const fingerprint = '5:0';

function leaveResult(path: string) {
  if (existsSync(dirname(dirname(path)))) mkdirSync(dirname(path), { recursive: true });
  writeFileSync(toNative(path), 'bytes');
  utimesSync(toNative(path), 0, 0);
}

const entryIn = (folder: string, ...names: readonly string[]) => ({
  contentHash: 'content',
  recipeHash: 'recipe',
  outputs: names.map((name) => ({ path: join(folder, name), fingerprint })),
});

const place = (folder: string, source = 'a.jpg') => ({ folder, source });

async function note(folder: string, ...names: readonly string[]) {
  const manifests = createManifests();
  for (const name of names) {
    if (existsSync(folder)) leaveResult(join(folder, name));
    manifests.note(place(folder, name), entryIn(folder, name));
  }
  await manifests.flush();
}

const notUtf8 = fromBytes(Buffer.from('caf\xe9.jpg', 'latin1'));

describe('a list beside results', () => {
  it('is read by another process, and the last word about a source counts', async () => {
    const folder = tempFolder();
    await note(folder, 'a.jpg', notUtf8);
    leaveResult(join(folder, 'small', 'a.jpg'));
    const again = createManifests();
    again.note(place(folder), entryIn(folder, join('small', 'a.jpg'), 'a.jpg'));
    await again.flush();
    const third = createManifests();
    expect(await third.find(place(folder))).toEqual(
      entryIn(folder, join('small', 'a.jpg'), 'a.jpg'),
    );
    expect(await third.find(place(folder, notUtf8))).toEqual(entryIn(folder, notUtf8));
    expect(await third.find(place(folder, 'other.jpg'))).toBe(null);
  });

  it('knows what was there before, not what is written meanwhile', async () => {
    const folder = tempFolder();
    const manifests = createManifests();
    expect(await manifests.find(place(folder))).toBe(null);
    leaveResult(join(folder, 'a.jpg'));
    manifests.note(place(folder), entryIn(folder, 'a.jpg'));
    await manifests.flush();
    expect(await manifests.find(place(folder))).toBe(null);
  });

  it('is read as far as it can be: cut off, from another version, or by somebody else', async () => {
    const folder = tempFolder();
    await note(folder, 'a.jpg');
    const path = join(folder, manifestName);
    const line = readFileSync(path, 'utf8');
    const others = ['no JSON', '[]', '{"a":1}', line.replace('[1,', '[2,'), line.slice(0, -9)];
    writeFileSync(path, `${others.join('\n')}\n${line}${line.slice(0, 20)}`);
    expect(await createManifests().find(place(folder))).toEqual(entryIn(folder, 'a.jpg'));
  });

  it.each(['../a.jpg', 'b/../../a.jpg', '.', ''])(
    'says nothing about a file outside its folder: %j',
    async (name) => {
      const folder = join(tempFolder(), 'made');
      mkdirSync(folder);
      const line = JSON.stringify([1, 'a.jpg', 'content', 'recipe', [[name, '5:1']]]);
      writeFileSync(join(folder, manifestName), `${line}\n`);
      expect(await createManifests().find(place(folder))).toBe(null);
    },
  );

  it.each([
    ['a link', symlinkSync],
    ['another name of a file', linkSync],
    ['a pipe', (_: string, path: string) => void execFileSync('mkfifo', [path])],
  ])('is neither read nor written through %s', async (_, put) => {
    const folder = tempFolder();
    await note(folder, 'a.jpg');
    const text = readFileSync(join(folder, manifestName), 'utf8');
    const theirs = join(folder, 'theirs');
    writeFileSync(theirs, text);
    const made = join(folder, 'made');
    mkdirSync(made);
    put(theirs, join(made, manifestName));
    expect(await createManifests().find(place(made))).toBe(null);
    await note(made, 'b.jpg');
    expect(readFileSync(theirs, 'utf8')).toBe(text);
  });

  it('says nothing about a result that is not as it was left by then', async () => {
    const folder = tempFolder();
    const manifests = createManifests();
    leaveResult(join(folder, 'a.jpg'));
    manifests.note(place(folder), entryIn(folder, 'a.jpg'));
    writeFileSync(join(folder, 'a.jpg'), 'what a person made of it');
    await manifests.flush();
    expect(existsSync(join(folder, manifestName))).toBe(false);
  });

  it('is not written into another folder that has the path of its own by then', async () => {
    const [folder, elsewhere] = [join(tempFolder(), 'out'), tempFolder()];
    mkdirSync(folder);
    const manifests = createManifests();
    leaveResult(join(folder, 'a.jpg'));
    manifests.note(place(folder), entryIn(folder, 'a.jpg'));
    renameSync(folder, `${folder}-away`);
    symlinkSync(elsewhere, folder);
    await manifests.flush();
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('is not made where the folder is gone', async () => {
    const folder = join(tempFolder(), 'gone');
    await note(folder, 'a.jpg');
    expect(existsSync(folder)).toBe(false);
  });
});
