import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createThreadWalker } from '../../../../src/engine/walk/thread-walker.ts';
import { fromBytes, toNative } from '../../../../src/engine/files/paths.ts';
import type { FoundFile } from '../../../../src/engine/ports.ts';
import type { WalkRequest } from '../../../../src/engine/walk/walker.ts';
import type { LeftOutReason } from '../../../../src/shared/task/batch.ts';
import { formats, sourceFormats } from '../../../../src/shared/formats/formats.ts';
import { failure } from '../../../../src/shared/task/failure.ts';
import { compareNames } from '../../../../src/shared/paths/safe-segment.ts';
import { putDeep } from '../../../support/deep-folder.ts';
import { readableFiles } from '../../../support/readable-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const walker = createThreadWalker(
  new URL('../../../../src/engine/walk/walk-thread.ts', import.meta.url),
);

const neverNotified = new Int32Array(new SharedArrayBuffer(4));

function put(folder: string, ...names: string[]) {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), 'x');
  }
}

async function walk(roots: string[], request: Partial<WalkRequest> = {}) {
  const found: FoundFile[] = [];
  const leftOut: LeftOutReason[] = [];
  const batches: number[] = [];
  await walker.walk(
    { roots, resultFolderName: null, excludedFolder: null, ...request },
    (some, reasons) => {
      found.push(...some);
      leftOut.push(...reasons);
      batches.push(some.length + reasons.length);
    },
    new AbortController().signal,
  );
  const names = found.map((file) => relative(roots[0] ?? '', file.path));
  return { found, names, leftOut: leftOut.sort(), batches };
}

const walkFolders = new URL('../../../../src/engine/walk/walk-folders.ts', import.meta.url).href;

const hangingDrive = new URL('../../../support/hanging-drive.ts', import.meta.url).href;

/** The walk of somebody with no rights of root's; with a drive that may hang, of a computer that has one elsewhere. */
function foundAsNobody(folder: string, drives: 'no drive' | 'a drive that may hang'): unknown {
  const request = { roots: [folder], resultFolderName: null, excludedFolder: null };
  const program = `
    import { walkFolders } from ${JSON.stringify(walkFolders)};
    if (process.getuid() === 0) process.setuid(65534);
    process.stdout.write(JSON.stringify([...walkFolders(${JSON.stringify(request)})]));`;
  const preload = drives === 'no drive' ? [] : ['--import', hangingDrive];
  const args = [...preload, '--input-type=module', '-e', program];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

describe('walking folders', () => {
  it('goes in natural order, the files of a folder before its subfolders', async () => {
    const folder = tempFolder();
    put(folder, 'a/1.png', 'IMG_10.jpg', 'IMG_2.JPG', 'z.heic', 'a/b/3.cr2', 'B/x.tif');
    const { names, found } = await walk([folder]);
    expect(names).toEqual(['IMG_2.JPG', 'IMG_10.jpg', 'z.heic', 'a/1.png', 'a/b/3.cr2', 'B/x.tif']);
    expect(found[0]).toEqual({ path: join(folder, 'IMG_2.JPG'), root: folder, sizeBytes: 1 });
  });

  it('keeps that order in a folder of very many', async () => {
    const folder = tempFolder();
    // More than are sorted at a time; "é" is two bytes, the last one is not UTF-8.
    const inOrder = Array.from({ length: 20_000 }, (_, at) => `${at % 2 ? 'é' : 'É'}_${at + 1}.jpg`)
      .sort(compareNames)
      .concat('z\udce9.jpg');
    for (const name of inOrder.toReversed()) writeFileSync(toNative(join(folder, name)), '');
    expect((await walk([folder])).names).toEqual(inOrder);
  });

  it('leaves out junk, hidden files, other files and earlier results, and counts them', async () => {
    const folder = tempFolder();
    put(folder, 'a.jpg', '.DS_Store', 'Thumbs.db', 'desktop.ini', '__MACOSX/a.jpg', '._a.jpg');
    put(folder, '.secret.jpg', '.git/x.png', 'notes.txt', 'song.mp3', 'thumbnails/a.jpg');
    put(folder, 'out/a.jpg', '@eaDir/a.jpg', 'doc.pdf');
    const { names, leftOut } = await walk([folder], {
      resultFolderName: 'thumbnails',
      excludedFolder: join(folder, 'out'),
    });
    expect(names).toEqual(['a.jpg']);
    expect(leftOut.join(' ')).toBe(
      'hidden hidden not-an-image not-an-image not-an-image results results system system system system system system',
    );
  });

  it('leaves out earlier results in another case where the disk knows none, and only there', async () => {
    const folder = tempFolder();
    put(folder, 'one/Thumbnails/a.jpg', 'other/Thumbnails/b.jpg', 'third/THUMBNAILS/c.jpg');
    put(folder, 'third/thumbnails/d.jpg');
    // As on macOS and Windows: the name that results are given leads to that folder.
    symlinkSync('Thumbnails', join(folder, 'one/thumbnails'));
    const { names } = await walk([folder], { resultFolderName: 'thumbnails' });
    expect(names).toEqual(['other/Thumbnails/b.jpg', 'third/THUMBNAILS/c.jpg']);
  });

  it('enters a root whatever it is called', async () => {
    const folder = join(tempFolder(), 'thumbnails');
    put(folder, 'a.jpg');
    const { names } = await walk([folder], {
      resultFolderName: 'thumbnails',
      excludedFolder: folder,
    });
    expect(names).toEqual(['a.jpg']);
  });

  it('recognises pictures by their first bytes when the name says nothing', async () => {
    const folder = tempFolder();
    const beginnings = {
      jpeg: 'ffd8ffe0',
      png: '89504e470d0a1a0a',
      webp: '52494646aaaaaaaa57454250',
      heic: '0000001c6674797068656963',
      bmp: '424d36000000000000003600000028000000',
      svg: Buffer.from('<?xml version="1.0"?>\n<svg xmlns="x"/>').toString('hex'),
      empty: '',
      text: Buffer.from('Minutes of the board').toString('hex'),
      wav: '52494646aaaaaaaa57415645',
      mp4: '0000001c667479706d703432',
    };
    for (const [name, hex] of Object.entries(beginnings)) {
      writeFileSync(join(folder, name), Buffer.from(hex, 'hex'));
    }
    const { names, leftOut } = await walk([folder]);
    expect(names).toEqual(['bmp', 'heic', 'jpeg', 'png', 'svg', 'webp']);
    expect(leftOut.length).toBe(4);
  });

  it('takes a file without extension of every kind that is recognised', async () => {
    const folder = tempFolder();
    const expected: string[] = [];
    for (const [format, files] of await readableFiles()) {
      for (const [at, bytes] of files.entries()) {
        const name = `${format}-${at}`;
        writeFileSync(join(folder, name), bytes);
        if (formats[format].inFolders === 'named-or-recognised') expected.push(name);
      }
    }
    put(folder, 'stub', 'other');
    const { names } = await walk([folder]);
    expect(names.toSorted()).toEqual(expected.toSorted());
    // Papers, and a TGA, which has no signature.
    const kinds = new Set(names.map((name) => name.split('-')[0]));
    expect(sourceFormats.filter((format) => !kinds.has(format))).toEqual(['tga', 'pdf']);
  });

  it('keeps links to files, enters no links to folders, ends in a loop of links', async () => {
    const folder = tempFolder();
    put(folder, 'real/a.jpg');
    symlinkSync('.', join(folder, 'loop'));
    symlinkSync('real', join(folder, 'again'));
    symlinkSync('real/a.jpg', join(folder, 'b.jpg'));
    symlinkSync('nothing', join(folder, 'c.jpg'));
    const { names, leftOut } = await walk([folder]);
    expect(names).toEqual(['b.jpg', 'real/a.jpg']);
    expect(leftOut).toEqual(['not-an-image', 'not-an-image', 'unreadable']);
  });

  it('makes a task of a pipe that is called like a picture, and never opens a pipe', async () => {
    const folder = tempFolder();
    execFileSync('mkfifo', [join(folder, 'a.jpg'), join(folder, 'pipe')]);
    const { found, leftOut } = await walk([folder]);
    expect(found).toEqual([{ path: join(folder, 'a.jpg'), root: folder, sizeBytes: null }]);
    expect(leftOut).toEqual(['not-an-image']);
  });

  it('gives each file once when one root lies in the other', async () => {
    const folder = tempFolder();
    put(folder, 'a.jpg', 'sub/b.jpg');
    expect((await walk([folder, join(folder, 'sub')])).names).toEqual(['a.jpg', 'sub/b.jpg']);
  });

  it('names a root that is gone, and walks the others', async () => {
    const folder = tempFolder();
    put(folder, 'there/a.jpg');
    const gone = join(folder, 'gone');
    const { found, leftOut } = await walk([gone, join(folder, 'there')]);
    expect(found).toEqual([
      { path: gone, root: gone, sizeBytes: null, failure: failure('file-missing') },
      { path: join(folder, 'there/a.jpg'), root: join(folder, 'there'), sizeBytes: 1 },
    ]);
    expect(leftOut).toEqual([]);
  });

  describe.runIf(process.platform === 'linux')('what cannot be read', () => {
    const refused = (path: string, root: string, why: string) => ({
      path,
      root,
      sizeBytes: null,
      failure: failure('file-unreadable', why),
    });

    it('names each path that is too long, once, and goes on with the rest', async () => {
      const folder = tempFolder();
      put(folder, 'a.jpg', 'z/b.jpg');
      const deep = putDeep(folder, ['deep.jpg', 'notes.txt', 'deeper/c.jpg']);
      const { found, leftOut } = await walk([folder]);
      expect(found.filter(({ failure: why }) => !why)).toEqual([
        { path: join(folder, 'a.jpg'), root: folder, sizeBytes: 1 },
        { path: join(folder, 'z/b.jpg'), root: folder, sizeBytes: 1 },
      ]);
      expect(found.filter(({ failure: why }) => why)).toEqual([
        refused(join(deep, 'deep.jpg'), folder, 'this file: its path is too long'),
        refused(join(deep, 'deeper'), folder, 'this folder: its path is too long'),
      ]);
      expect(leftOut).toEqual(['unreadable']);
    });

    it('walks on where the folder for the results cannot be looked at', async () => {
      const folder = tempFolder();
      put(folder, 'sub/a.jpg');
      symlinkSync('loop', join(folder, 'loop'));
      for (const excludedFolder of ['x/'.repeat(2500), 'loop', 'gone', 'sub/a.jpg/b']) {
        const { names } = await walk([folder], { excludedFolder: join(folder, excludedFolder) });
        expect(names).toEqual(['sub/a.jpg']);
      }
    });

    it('names a root behind a loop of links or below a file', async () => {
      const folder = tempFolder();
      put(folder, 'a.jpg');
      symlinkSync('loop', join(folder, 'loop'));
      const [loop, below] = [join(folder, 'loop', 'x'), join(folder, 'a.jpg', 'x')];
      expect((await walk([loop, below, folder])).found).toEqual([
        refused(loop, loop, 'this folder: its links lead in a circle'),
        { path: below, root: below, sizeBytes: null, failure: failure('file-missing') },
        { path: join(folder, 'a.jpg'), root: folder, sizeBytes: 1 },
      ]);
    });

    it.each(['no drive', 'a drive that may hang'] as const)(
      'names folders that may not be opened or looked into, where there is %s',
      (drives) => {
        const folder = tempFolder();
        chmodSync(folder, 0o755);
        put(folder, 'closed/a.jpg', 'list-only/b.jpg', 'z/c.jpg', 'z/\u00E9/d.jpg');
        const inner = fromBytes(Buffer.concat([Buffer.from(`${folder}/z/`), Buffer.of(0xe9)]));
        renameSync(join(folder, 'z', '\u00E9'), toNative(inner));
        chmodSync(join(folder, 'closed'), 0o000);
        chmodSync(join(folder, 'list-only'), 0o444);
        onTestFinished(() => {
          for (const name of ['closed', 'list-only']) chmodSync(join(folder, name), 0o755);
        });
        expect(foundAsNobody(folder, drives)).toEqual([
          refused(join(folder, 'closed'), folder, 'this folder: it may not be opened'),
          refused(join(folder, 'list-only/b.jpg'), folder, 'this file: it may not be opened'),
          { path: join(folder, 'z/c.jpg'), root: folder, sizeBytes: 1 },
          { path: `${folder}/z/\uDCE9/d.jpg`, root: folder, sizeBytes: 1 },
        ]);
      },
    );
  });

  it.runIf(process.platform === 'linux')('finds names that are not UTF-8', async () => {
    const folder = tempFolder();
    const inner = fromBytes(Buffer.concat([Buffer.from(`${folder}/`), Buffer.of(0xe9)]));
    put(folder, 'inner/a.jpg');
    renameSync(join(folder, 'inner'), toNative(inner));
    const { found } = await walk([folder]);
    expect(found).toEqual([{ path: `${folder}/\uDCE9/a.jpg`, root: folder, sizeBytes: 1 }]);
  });

  it('hands over a small first batch and then at most 128 at a time', async () => {
    const folder = tempFolder();
    put(folder, ...Array.from({ length: 1200 }, (_, index) => `${index}.jpg`));
    const { batches, names } = await walk([folder]);
    expect(batches[0]).toBeLessThanOrEqual(16);
    expect(Math.max(...batches)).toBeLessThanOrEqual(128);
    expect(names).toEqual(Array.from({ length: 1200 }, (_, index) => `${index}.jpg`));
  });

  it('says nothing more once it is aborted', async () => {
    const folder = tempFolder();
    put(folder, ...Array.from({ length: 600 }, (_, index) => `${index}.jpg`));
    const controller = new AbortController();
    let calls = 0;
    await walker.walk(
      { roots: [folder], resultFolderName: null, excludedFolder: null },
      () => {
        calls += 1;
        controller.abort();
      },
      controller.signal,
    );
    expect(calls).toBe(1);
  });

  it('hands over little in one turn, also to a receiver that was held up', async () => {
    const folder = tempFolder();
    put(folder, 'a-1.jpg');
    for (let index = 2; index <= 2000; index += 1) {
      linkSync(join(folder, 'a-1.jpg'), join(folder, `a-${index}.jpg`));
    }
    const turns: number[] = [];
    let inThisTurn = 0;
    const request = { roots: [folder], resultFolderName: null, excludedFolder: null };
    await walker.walk(
      request,
      (found) => {
        // Long enough for a thread without a limit to send everything.
        if (turns.length === 0 && inThisTurn === 0) Atomics.wait(neverNotified, 0, 0, 300);
        if (inThisTurn === 0) {
          setImmediate(() => {
            turns.push(inThisTurn);
            inThisTurn = 0;
          });
        }
        inThisTurn += found.length;
      },
      new AbortController().signal,
    );
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    expect(turns.reduce((sum, count) => sum + count, 0)).toBe(2000);
    expect(Math.max(...turns)).toBeLessThanOrEqual(256);
  });

  it('ends its thread when it is aborted while that waits to go on', () => {
    const folder = tempFolder();
    put(folder, ...Array.from({ length: 1000 }, (_, index) => `a-${index}.jpg`));
    const script = `
      import { createThreadWalker } from ${JSON.stringify(new URL('thread-walker.ts', walkFolders).href)};
      const walker = createThreadWalker(new URL(${JSON.stringify(new URL('walk-thread.ts', walkFolders).href)}));
      const request = { roots: ${JSON.stringify([folder])}, resultFolderName: null, excludedFolder: null };
      const controller = new AbortController();
      await walker.walk(request, () => controller.abort(), controller.signal);
      process.stdout.write('over');`;
    const program = join(tempFolder(), 'walk.mjs');
    writeFileSync(program, script);
    // A thread that went on would keep the program from ending.
    expect(execFileSync(process.execPath, [program], { encoding: 'utf8' })).toBe('over');
  });

  it('rejects when its thread fails', async () => {
    const broken = createThreadWalker(new URL('file:///nowhere/walk-thread.js'));
    const request = { roots: [], resultFolderName: null, excludedFolder: null };
    await expect(
      broken.walk(request, () => undefined, new AbortController().signal),
    ).rejects.toThrow();
  });
});
