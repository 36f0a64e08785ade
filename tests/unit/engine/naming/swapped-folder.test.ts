import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { useDrives } from '../../../../src/engine/files/disks.ts';
import type { CommitHelp, ReservedOutput } from '../../../../src/engine/naming/placement.ts';
import { createPlacer } from '../../../../src/engine/naming/placer.ts';
import { makeTempFolder } from '../../../e2e/harness/temp-folder.ts';
import { mountSlowDrive } from '../../../support/slow-drive.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { placementRequest } from './placement-request.ts';

/** Where the folders of the tests are; null for the disk of this computer. */
let drive: string | null = null;

function newFolder(): string {
  if (drive === null) return tempFolder();
  const folder = mkdtempSync(join(drive, 'on-drive-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Pictures whose results go to `out/album`, and a folder elsewhere that has a file of each name. */
function bench() {
  const folder = newFolder();
  const [out, elsewhere] = [join(folder, 'out'), join(folder, 'elsewhere')];
  const album = join(out, 'album');
  mkdirSync(join(elsewhere, 'album'), { recursive: true });
  for (const name of ['a.jpg', 'b.jpg']) {
    mkdirSync(join(folder, 'photos', 'album'), { recursive: true });
    writeFileSync(join(folder, 'photos', 'album', name), name);
    for (const place of ['.', 'album']) writeFileSync(join(elsewhere, place, name), 'theirs');
  }
  const placer = createPlacer();
  const request = (name: string, recipe: object = {}, batchId = 'batch') =>
    placementRequest(
      join(folder, 'photos', 'album', name),
      { destination: { kind: 'folder', path: out }, ...recipe },
      { root: join(folder, 'photos'), batchId },
    );
  const reserve = async (...asked: Parameters<typeof request>) => {
    const placement = await placer.reserve(request(...asked));
    if (placement.kind !== 'write') return placement;
    return placement.outputs.filter((output) => output !== null);
  };
  const write = (outputs: readonly ReservedOutput[]) => {
    for (const { temporaryPath } of outputs) writeFileSync(temporaryPath, 'mine', { flag: 'wx' });
  };
  /** Something else has the path from now on; what was there is kept beside it. */
  const swap = (path: string, to: string) => {
    renameSync(path, `${path} before`);
    symlinkSync(to, path);
  };
  const expectUntouched = () => {
    for (const place of [elsewhere, join(elsewhere, 'album')]) {
      expect(readdirSync(place).filter((name) => name !== 'album')).toEqual(['a.jpg', 'b.jpg']);
      for (const name of ['a.jpg', 'b.jpg'])
        expect(readFileSync(join(place, name), 'utf8')).toBe('theirs');
    }
  };
  return { out, album, elsewhere, placer, reserve, write, swap, expectUntouched };
}

const outputsIn = async (reserving: ReturnType<ReturnType<typeof bench>['reserve']>) => {
  const outputs = await reserving;
  if (!Array.isArray(outputs)) throw new Error('nothing was reserved');
  return outputs;
};

const unwritable = (folder: string) => ({ code: 'output-unwritable', subject: folder });

const pair = {
  outputs: [
    { name: 's', width: 1 },
    { name: 'm', width: 2 },
  ],
};

function replacedByLink(): void {
  it.each(['rename', 'overwrite'])(
    'while a picture is made: nothing is written elsewhere (%s)',
    async (conflict) => {
      const { album, elsewhere, placer, reserve, write, swap, expectUntouched } = bench();
      const outputs = await outputsIn(reserve('a.jpg', { conflict }));
      write(outputs);
      swap(album, join(elsewhere, 'album'));
      expect(await placer.commit(outputs)).toEqual({ ok: false, problem: unwritable(album) });
      expectUntouched();
      expect(readdirSync(`${album} before`)).toEqual([]);
    },
  );

  it('before the picture is written: what was written elsewhere is taken away, and gets no name', async () => {
    const { album, elsewhere, placer, reserve, write, swap, expectUntouched } = bench();
    const outputs = await outputsIn(reserve('a.jpg', { conflict: 'overwrite' }));
    swap(album, join(elsewhere, 'album'));
    write(outputs);
    expect(await placer.commit(outputs)).toEqual({ ok: false, problem: unwritable(album) });
    expectUntouched();
    expect(readdirSync(`${album} before`)).toEqual([]);
  });

  it('while results get their names: those that have one are taken back, and what they replaced', async () => {
    const { album, elsewhere, placer, reserve, write, swap, expectUntouched } = bench();
    mkdirSync(album, { recursive: true });
    writeFileSync(join(album, 'a-s.jpg'), 'an old result');
    const outputs = await outputsIn(reserve('a.jpg', { ...pair, conflict: 'overwrite' }));
    write(outputs);
    writeFileSync(join(album, 'a-m.jpg'), 'in the way');
    const noteName: CommitHelp['noteName'] = () => {
      swap(album, join(elsewhere, 'album'));
      return Promise.resolve();
    };
    expect(await placer.commit(outputs, { noteName })).toEqual({
      ok: false,
      problem: unwritable(album),
    });
    expectUntouched();
    const left = readdirSync(`${album} before`).map((name) => [
      name,
      readFileSync(join(`${album} before`, name), 'utf8'),
    ]);
    expect(left).toEqual([
      ['a-m.jpg', 'in the way'],
      ['a-s.jpg', 'an old result'],
    ]);
  });

  it.each(['itself', 'its base'])(
    'between two pictures of a batch, %s: the second fails, and a new batch may go there',
    async (which) => {
      const { out, album, elsewhere, placer, reserve, write, swap, expectUntouched } = bench();
      const first = await outputsIn(reserve('a.jpg'));
      write(first);
      expect(await placer.commit(first)).toMatchObject({ ok: true });
      if (which === 'itself') swap(album, join(elsewhere, 'album'));
      else swap(out, elsewhere);
      expect(await reserve('b.jpg')).toEqual({ kind: 'fail', failure: unwritable(album) });
      expectUntouched();
      // A link inside the destination leads out of it; the destination itself may be one.
      if (which === 'itself') return;
      const other = await outputsIn(reserve('b.jpg', {}, 'a later batch'));
      write(other);
      expect(await placer.commit(other)).toMatchObject({ ok: true });
      expect(existsSync(join(elsewhere, 'album', 'b (2).jpg'))).toBe(true);
    },
  );

  it('before a picture that needs a further folder: none is made elsewhere', async () => {
    const { out, elsewhere, placer, reserve, write, swap, expectUntouched } = bench();
    const first = await outputsIn(reserve('a.jpg'));
    write(first);
    expect(await placer.commit(first)).toMatchObject({ ok: true });
    swap(out, elsewhere);
    const failure = unwritable(join(out, 'trip'));
    expect(await reserve('../trip/c.jpg')).toEqual({ kind: 'fail', failure });
    expectUntouched();
    expect(readdirSync(elsewhere)).not.toContain('trip');
    unlinkSync(out);
    const [made] = await outputsIn(reserve('../trip/c.jpg'));
    expect(made?.finalPath).toBe(join(out, 'trip', 'c.jpg'));
    expect(readdirSync(out)).toEqual(['trip']);
  });

  it('and back again while the picture is made: it is where it belongs', async () => {
    const { album, elsewhere, placer, reserve, write, swap, expectUntouched } = bench();
    const outputs = await outputsIn(reserve('a.jpg'));
    write(outputs);
    swap(album, join(elsewhere, 'album'));
    unlinkSync(album);
    renameSync(`${album} before`, album);
    expect(await placer.commit(outputs)).toMatchObject({ ok: true });
    expectUntouched();
    expect(readdirSync(album)).toEqual(['a.jpg']);
  });
}

describe('a folder of results that is replaced by a link', replacedByLink);

describe('one on a drive that may hang, which another process is asked about', () => {
  let undo: () => Promise<void>;
  let leave: () => void;
  const folder = makeTempFolder();
  beforeAll(async () => {
    // An engine that another test closed has given up all drives.
    leave = useDrives();
    undo = await mountSlowDrive(folder.path);
    drive = folder.path;
  });
  afterAll(async () => {
    drive = null;
    leave();
    await undo();
    folder.remove();
  });

  replacedByLink();
});
