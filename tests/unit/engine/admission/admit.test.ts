import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { admit } from '../../../../src/engine/admission/admit.ts';
import { pathFromArgument } from '../../../../src/engine/files/path-from-argument.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const missing = { code: 'file-missing', subject: 'never there' };

describe('admission of named paths', () => {
  it('tells folders from files and keeps the order', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'inner.jpg'));
    writeFileSync(join(folder, 'a.jpg'), 'abc');
    writeFileSync(join(folder, 'notes.txt'), '');
    symlinkSync('inner.jpg', join(folder, 'link'));
    const named = ['notes.txt', 'inner.jpg', 'a.jpg', 'link'].map((name) => join(folder, name));
    expect(await admit(named)).toEqual({
      files: [
        { path: join(folder, 'notes.txt'), root: null, sizeBytes: 0 },
        { path: join(folder, 'a.jpg'), root: null, sizeBytes: 3 },
      ],
      folders: [join(folder, 'inner.jpg'), join(folder, 'link')],
      refused: [],
    });
  });

  it('makes tasks of what is missing, dangling or a pipe, for the attempt to explain', async () => {
    const folder = tempFolder();
    symlinkSync('nowhere', join(folder, 'dangling.jpg'));
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
    const named = ['gone.jpg', 'dangling.jpg', 'pipe.jpg'].map((name) => join(folder, name));
    const { files, refused } = await admit(named);
    expect(files).toEqual(named.map((path) => ({ path, root: null, sizeBytes: null })));
    expect(refused).toEqual([]);
  });

  it('refuses only what cannot be a path', async () => {
    expect(await admit(['', 'a.jpg', '/tmp/a\0.jpg'])).toEqual({
      files: [],
      folders: [],
      refused: ['', 'a.jpg', '/tmp/a\0.jpg'].map((path) => ({ path, failure: missing })),
    });
  });

  it('takes what is named twice once', async () => {
    const folder = tempFolder();
    const { files, folders } = await admit([
      join(folder, 'a.jpg'),
      `${folder}/./a.jpg`,
      folder,
      `${folder}/`,
    ]);
    expect([files.length, folders]).toEqual([1, [folder]]);
  });
});

describe('a path from an argument', () => {
  it('reads relative and absolute paths', () => {
    expect(pathFromArgument('a/../b.jpg', '/photos')).toBe('/photos/b.jpg');
    expect(pathFromArgument('/x/b.jpg', '/photos')).toBe('/x/b.jpg');
    expect(pathFromArgument('http://x/a.jpg', '/photos')).toBe('/photos/http:/x/a.jpg');
  });

  it('reads file URLs, also those whose bytes are not UTF-8', () => {
    expect(pathFromArgument('file:///a%20b/%C3%BC.jpg', '/')).toBe('/a b/ü.jpg');
    expect(pathFromArgument('file://localhost/a/100%25.jpg', '/')).toBe('/a/100%.jpg');
    expect(pathFromArgument('FILE:///a/%E9%FF.jpg', '/')).toBe('/a/\uDCE9\uDCFF.jpg');
    expect(pathFromArgument('file:///a/ü.jpg', '/')).toBe('/a/ü.jpg');
  });

  it('takes a file URL of another computer as a name', () => {
    expect(pathFromArgument('file://nas/a.jpg', '/photos')).toBe('/photos/file:/nas/a.jpg');
  });
});
