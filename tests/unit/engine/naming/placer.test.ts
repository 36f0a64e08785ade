import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputFingerprint } from '../../../../src/engine/memory/unchanged.ts';
import type { Placement, Placer, ReservedOutput } from '../../../../src/engine/naming/placement.ts';
import { createPlacer } from '../../../../src/engine/naming/placer.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { placementRequest } from './placement-request.ts';

function written(placement: Placement): ReservedOutput[] {
  if (placement.kind !== 'write') throw new Error(`expected names, got ${placement.kind}`);
  return placement.outputs.filter((output) => output !== null);
}

/** What the worker does between reserve and commit. */
function write(outputs: readonly ReservedOutput[], text: string) {
  for (const { temporaryPath } of outputs) writeFileSync(temporaryPath, text, { flag: 'wx' });
}

async function make(
  placer: Placer,
  request: Parameters<Placer['reserve']>[0],
  text = request.sourcePath,
) {
  const outputs = written(await placer.reserve(request));
  write(outputs, text);
  const committed = await placer.commit(outputs);
  if (!committed.ok) throw new Error(committed.problem.code);
  return committed.value;
}

function put(path: string, text = 'there') {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const into = (path: string, more: object = {}) => ({
  destination: { kind: 'folder', path },
  ...more,
});

describe('where results go', () => {
  it('puts them into a folder beside the source', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.JPG'));
    expect(await make(createPlacer(), placementRequest(source))).toEqual([
      join(folder, 'thumbnails', 'a.JPG'),
    ]);
    expect(readdirSync(join(folder, 'thumbnails'))).toEqual(['a.JPG']);
  });

  it('mirrors the dropped tree below a chosen folder, or not', async () => {
    const folder = tempFolder();
    const root = join(folder, 'photos');
    const source = put(join(root, 'may', 'lisbon', 'a.jpg'));
    const mirrored = placementRequest(source, into(join(folder, 'out')), { root });
    expect(await make(createPlacer(), mirrored)).toEqual([
      join(folder, 'out', 'may', 'lisbon', 'a.jpg'),
    ]);
    const destination = { kind: 'folder', path: join(folder, 'flat'), mirrorsTree: false };
    const flat = placementRequest(source, { destination }, { root });
    expect(await make(createPlacer(), flat)).toEqual([join(folder, 'flat', 'a.jpg')]);
  });

  it('fills in the template, folders too', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'May: 1', 'a.b.png'));
    const recipe = {
      ...into(join(folder, 'out')),
      name: 'My web',
      outputs: [{ name: 'small', width: 10, format: 'jpeg' }],
      page: 7,
      fileName: '{preset}/{parent}/{date}/{counter}-{name}-{page}-{output}-{width}x{height}.{ext}',
    };
    expect(await make(createPlacer(), placementRequest(source, recipe))).toEqual([
      join(folder, 'out', 'My web', 'May_ 1', '2026-04-05', '0001-a.b-7-small-100x67.jpg'),
    ]);
    const taken = { fileName: '{taken-year}/{taken-month}/{taken} {taken-time} {name}' };
    const told = placementRequest(
      source,
      { ...recipe, ...taken },
      { taken: '2019-05-31T14:05:08' },
    );
    expect(await make(createPlacer(), told)).toEqual([
      join(folder, 'out', '2019', '05', '2019-05-31 14.05.08 a.b.jpg'),
    ]);
  });

  it('spells the extension as the source does only where it is the same format', async () => {
    const folder = tempFolder();
    const names = ['a.jpeg', 'b.heic', 'c.JPE', 'd', 'e.jpeg'];
    const [a, b, c, d, e] = names.map((name) => put(join(folder, name)));
    const placer = createPlacer();
    const made = async (source = '', recipe = {}) =>
      (await make(placer, placementRequest(source, recipe))).map((path) => path.split('/').at(-1));
    expect(await made(a)).toEqual(['a.jpeg']);
    expect(await made(b)).toEqual(['b.jpg']);
    expect(await made(c)).toEqual(['c.JPE']);
    expect(await made(d)).toEqual(['d.jpg']);
    expect(await made(e, { outputs: [{ width: 1, format: 'jpeg' }] })).toEqual(['e.jpg']);
    expect(await made(e, { fileName: '{name}-small' })).toEqual(['e-small.jpeg']);
    expect(await made(e, { fileName: '{name}-small.png' })).toEqual(['e-small.png']);
  });

  it('does not follow a link in the destination out of it, and makes nothing there', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.jpg'));
    mkdirSync(join(folder, 'out'));
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'out', 'sub'));
    const recipe = into(join(folder, 'out'), { fileName: 'sub/deep/{name}.{ext}' });
    expect(await createPlacer().reserve(placementRequest(source, recipe))).toEqual({
      kind: 'fail',
      failure: { code: 'output-unwritable', subject: join(folder, 'out', 'sub', 'deep') },
    });
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  });

  it('looks again at a folder it has written to when another one is in its place', async () => {
    const folder = tempFolder();
    const out = join(folder, 'out', 'sub');
    mkdirSync(join(folder, 'elsewhere'));
    const recipe = into(join(folder, 'out'), { fileName: 'sub/{name}.{ext}' });
    const placer = createPlacer();
    const reserve = (name: string) =>
      placer.reserve(placementRequest(put(join(folder, name)), recipe));
    write(written(await reserve('a.jpg')), 'there');
    rmSync(out, { recursive: true });
    expect(written(await reserve('b.jpg'))).toMatchObject([{ finalPath: join(out, 'b.jpg') }]);
    rmSync(out, { recursive: true });
    symlinkSync(join(folder, 'elsewhere'), out);
    expect(await reserve('c.jpg')).toEqual({
      kind: 'fail',
      failure: { code: 'output-unwritable', subject: out },
    });
  });

  it('follows the chosen folder itself when it is a link, and links that stay inside', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.jpg'));
    mkdirSync(join(folder, 'disk', 'real'), { recursive: true });
    symlinkSync('disk', join(folder, 'out'));
    symlinkSync('real', join(folder, 'disk', 'sub'));
    const recipe = into(join(folder, 'out'), { fileName: 'sub/{name}.{ext}' });
    expect(await make(createPlacer(), placementRequest(source, recipe))).toEqual([
      join(folder, 'out', 'sub', 'a.jpg'),
    ]);
    expect(readdirSync(join(folder, 'disk', 'real'))).toEqual(['a.jpg']);
  });

  it.each(['a file in the way', 'a relative folder'])('fails with the folder: %s', async (what) => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.jpg'));
    const path = what === 'a relative folder' ? 'out' : join(source, 'out');
    expect(await createPlacer().reserve(placementRequest(source, into(path)))).toEqual({
      kind: 'fail',
      failure: { code: 'output-unwritable', subject: path },
    });
  });
});

describe('names that are taken', () => {
  it('are numbered', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.jpg'));
    put(join(folder, 'thumbnails', 'a.jpg'));
    put(join(folder, 'thumbnails', 'a (2).jpg'));
    expect(await make(createPlacer(), placementRequest(source))).toEqual([
      join(folder, 'thumbnails', 'a (3).jpg'),
    ]);
    expect(readFileSync(join(folder, 'thumbnails', 'a.jpg'), 'utf8')).toBe('there');
  });

  it('are never given to two tasks at once, nor in another case or spelling', async () => {
    const folder = tempFolder();
    const sources = ['a.jpg', 'A.JPG', 'caf\u00E9.jpg', 'cafe\u0301.jpg'];
    const placer = createPlacer();
    const names: (string | undefined)[] = [];
    for (const name of sources) {
      const request = placementRequest(put(join(folder, name)), into(join(folder, 'out')));
      names.push(
        written(await placer.reserve(request))[0]
          ?.finalPath.split('/')
          .at(-1),
      );
    }
    expect(names).toEqual(['a.jpg', 'A (2).JPG', 'caf\u00E9.jpg', 'caf\u00E9 (2).jpg']);
  });

  it('keep 200 sources of one name apart under every policy', async () => {
    for (const conflict of ['rename', 'skip', 'overwrite']) {
      const folder = tempFolder();
      const placer = createPlacer();
      const recipe = {
        destination: { kind: 'folder', path: join(folder, 'out'), mirrorsTree: false },
        conflict,
      };
      const made = Array.from({ length: 200 }, (_, index) => {
        const root = join(folder, 'in');
        return make(
          placer,
          placementRequest(put(join(root, `${index}`, 'a.jpg')), recipe, { root }),
        );
      });
      await Promise.all(made);
      expect(readdirSync(join(folder, 'out')).length).toBe(200);
    }
  });

  it('are free again after a discard, and the aside file is gone', async () => {
    const folder = tempFolder();
    const request = placementRequest(put(join(folder, 'a.jpg')));
    const placer = createPlacer();
    const outputs = written(await placer.reserve(request));
    write(outputs, 'half');
    await placer.discard(outputs);
    expect(readdirSync(join(folder, 'thumbnails'))).toEqual([]);
    expect(await make(placer, request)).toEqual([join(folder, 'thumbnails', 'a.jpg')]);
  });

  it('are left when results shall be skipped; only missing ones are written', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.jpg'));
    const recipe = {
      outputs: [
        { name: 's', width: 1 },
        { name: 'm', width: 2 },
      ],
      conflict: 'skip',
    };
    put(join(folder, 'thumbnails', 'a-s.jpg'));
    const placer = createPlacer();
    const placement = await placer.reserve(placementRequest(source, recipe));
    expect(
      placement.kind === 'write' && placement.outputs.map((output) => output === null),
    ).toEqual([true, false]);
    write(written(placement), 'new');
    await placer.commit(written(placement));
    expect(readdirSync(join(folder, 'thumbnails'))).toEqual(['a-m.jpg', 'a-s.jpg']);
    expect(await placer.reserve(placementRequest(source, recipe, { batchId: 'later' }))).toEqual({
      kind: 'skip',
      reason: 'output-exists',
    });
  });

  it('are replaced when results shall be overwritten', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.jpg'));
    const there = put(join(folder, 'thumbnails', 'a.jpg'), 'old');
    const request = placementRequest(source, { conflict: 'overwrite' });
    expect(await make(createPlacer(), request, 'new')).toEqual([there]);
    expect(readFileSync(there, 'utf8')).toBe('new');
  });

  it('are never those of folders', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.jpg'));
    mkdirSync(join(folder, 'thumbnails', 'a.jpg'), { recursive: true });
    for (const conflict of ['rename', 'skip', 'overwrite']) {
      const request = placementRequest(source, { conflict });
      const placer = createPlacer();
      const [output] = written(await placer.reserve(request));
      expect(output?.finalPath).toBe(join(folder, 'thumbnails', 'a (2).jpg'));
    }
  });
});

describe('sources', () => {
  const overwriteInto = (folder: string, more: object = {}) =>
    into(folder, { conflict: 'overwrite', ...more });

  it('are not overwritten by their own result, by any of their names', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.jpg'), 'source');
    linkSync(source, join(folder, 'hard.jpg'));
    symlinkSync('a.jpg', join(folder, 'soft.jpg'));
    const placer = createPlacer();
    const made = async (path: string, fileName: string) =>
      make(placer, placementRequest(path, overwriteInto(folder, { fileName })));
    expect(await made(source, '{name}.{ext}')).toEqual([join(folder, 'a (2).jpg')]);
    expect(await made(source, 'hard.jpg')).toEqual([join(folder, 'hard (2).jpg')]);
    expect(await made(join(folder, 'soft.jpg'), 'soft.jpg')).toEqual([
      join(folder, 'soft (2).jpg'),
    ]);
    expect(readFileSync(source, 'utf8')).toBe('source');
  });

  it('are not overwritten by the result of another task of the batch', async () => {
    const folder = tempFolder();
    const placer = createPlacer();
    const first = placementRequest(put(join(folder, 'a.jpg'), 'source'), overwriteInto(folder));
    await make(placer, first);
    const second = placementRequest(
      put(join(folder, 'a.png')),
      overwriteInto(folder, { outputs: [{ width: 1, format: 'jpeg' }] }),
    );
    await make(placer, second);
    expect(readFileSync(join(folder, 'a.jpg'), 'utf8')).toBe('source');
  });

  it('that have not run yet are not overwritten either', async () => {
    const folder = tempFolder();
    const waiting = put(join(folder, 'a.jpg'), 'source');
    const source = put(join(folder, 'a.gif'));
    const recipe = overwriteInto(folder, { outputs: [{ width: 1, format: 'jpeg' }] });
    const named = createPlacer({ isSource: (path) => path === waiting });
    expect(await make(named, placementRequest(source, recipe))).toEqual([
      join(folder, 'a (2).jpg'),
    ]);
    const walked = placementRequest(source, recipe, { root: folder });
    expect(await make(createPlacer(), walked)).toEqual([join(folder, 'a (3).jpg')]);
    const destination = { kind: 'beside', folderName: '' };
    const beside = placementRequest(source, { ...recipe, destination }, { root: folder });
    expect(await make(createPlacer(), beside)).toEqual([join(folder, 'a (4).jpg')]);
  });
});

describe('putting results in place', () => {
  const pair = {
    outputs: [
      { name: 's', width: 1 },
      { name: 'm', width: 2 },
    ],
  };

  /** A person's file comes to a reserved name, in each way that a file can. */
  const arrivals: Record<string, (path: string) => void> = {
    'where nothing was': (path) => put(path, 'theirs'),
    'by renaming': (path) => renameSync(put(`${path}.new`, 'theirs'), path),
    'by saving in place': (path) => writeFileSync(path, 'theirs'),
    'after ours was removed': (path) => {
      rmSync(path);
      put(path, 'theirs');
    },
  };
  const [withNothing, ...withOld] = Object.keys(arrivals);

  it.each([
    ...['rename', 'overwrite', 'skip', 'skip-unchanged'].map((one) => [one, withNothing ?? '']),
    ...['overwrite', 'skip-unchanged'].flatMap((one) => withOld.map((way) => [one, way])),
  ])('never replaces what came to the name meanwhile (%s, %s)', async (conflict, way) => {
    for (const recipe of [{ conflict }, { conflict, ...pair }]) {
      const folder = tempFolder();
      const placer = createPlacer();
      const suffix = 'outputs' in recipe ? '-s' : '';
      const path = join(folder, 'thumbnails', `a${suffix}.jpg`);
      if (way !== withNothing) put(path, 'an old result');
      const fingerprint = (await outputFingerprint(path)) ?? '';
      const ownResults = new Map([[path, fingerprint]]);
      const source = put(join(folder, 'a.jpg'));
      const request = placementRequest(source, recipe, { ownResults });
      const outputs = written(await placer.reserve(request));
      expect(outputs[0]?.finalPath).toBe(path);
      write(outputs, 'mine');
      arrivals[way]?.(path);
      const committed = await placer.commit(outputs);
      expect(committed).toMatchObject({
        ok: true,
        value: expect.arrayContaining([join(folder, 'thumbnails', `a${suffix} (2).jpg`)]),
      });
      expect(readFileSync(path, 'utf8')).toBe('theirs');
      expect(readdirSync(join(folder, 'thumbnails'))).toHaveLength(outputs.length + 1);
    }
  });

  it('does not replace a file that was put in place of an own result before the name was chosen', async () => {
    const folder = tempFolder();
    const path = put(join(folder, 'thumbnails', 'a.jpg'), 'an old result');
    const ownResults = new Map([[path, (await outputFingerprint(path)) ?? '']]);
    put(path, 'theirs');
    const source = put(join(folder, 'a.jpg'));
    const request = placementRequest(source, { conflict: 'skip-unchanged' }, { ownResults });
    expect(await make(createPlacer(), request)).toEqual([join(folder, 'thumbnails', 'a (2).jpg')]);
    expect(readFileSync(path, 'utf8')).toBe('theirs');
  });

  it.each(['rename', 'overwrite'])(
    'takes no file back that came since one of the picture had the name (%s)',
    async (conflict) => {
      const folder = tempFolder();
      const placer = createPlacer();
      const path = join(folder, 'thumbnails', 'a-s.jpg');
      if (conflict === 'overwrite') put(path, 'an old result');
      // The second name is taken, so that another one has to be noted, which fails.
      const source = put(join(folder, 'a.jpg'));
      const request = placementRequest(source, { ...pair, conflict });
      const outputs = written(await placer.reserve(request));
      write(outputs, 'mine');
      put(join(folder, 'thumbnails', 'a-m.jpg'), 'in the way');
      const noteName = () => {
        renameSync(put(`${path}.new`, 'theirs'), path);
        return Promise.reject(new Error('it cannot be noted'));
      };
      expect(await placer.commit(outputs, { noteName })).toMatchObject({ ok: false });
      expect(readFileSync(path, 'utf8')).toBe('theirs');
    },
  );

  it.each(['rename', 'overwrite'])('leaves all or none in place (%s)', async (conflict) => {
    const folder = tempFolder();
    const placer = createPlacer();
    const old = put(join(folder, 'thumbnails', 'a-s.jpg'), 'old');
    const source = put(join(folder, 'a.jpg'));
    const outputs = written(await placer.reserve(placementRequest(source, { ...pair, conflict })));
    write(outputs, 'new');
    rmSync(outputs[1]?.temporaryPath ?? '');
    expect(await placer.commit(outputs)).toEqual({
      ok: false,
      problem: { code: 'output-unwritable', subject: join(folder, 'thumbnails') },
    });
    expect(readdirSync(join(folder, 'thumbnails'))).toEqual(['a-s.jpg']);
    expect(readFileSync(old, 'utf8')).toBe('old');
  });

  it('leaves nothing else behind when several results are overwritten', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.jpg'));
    for (const text of ['first', 'second']) {
      await make(
        createPlacer(),
        placementRequest(source, { ...pair, conflict: 'overwrite' }),
        text,
      );
    }
    expect(readdirSync(join(folder, 'thumbnails'))).toEqual(['a-m.jpg', 'a-s.jpg']);
    expect(readFileSync(join(folder, 'thumbnails', 'a-m.jpg'), 'utf8')).toBe('second');
  });
});

describe('a dry run', () => {
  it('gives the same names and makes nothing', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.jpg'));
    put(join(folder, 'out', 'may', 'a.jpg'));
    const placer = createPlacer({ makesFolders: false });
    const reserve = async (fileName: string) =>
      written(
        await placer.reserve(placementRequest(source, into(join(folder, 'out'), { fileName }))),
      ).map(({ finalPath }) => finalPath);
    expect(await reserve('may/{name}.{ext}')).toEqual([join(folder, 'out', 'may', 'a (2).jpg')]);
    expect(await reserve('june/{name}.{ext}')).toEqual([join(folder, 'out', 'june', 'a.jpg')]);
    expect(await reserve('june/{name}.{ext}')).toEqual([join(folder, 'out', 'june', 'a (2).jpg')]);
    expect(existsSync(join(folder, 'out', 'june'))).toBe(false);
  });

  it('fails where a run would', async () => {
    const folder = tempFolder();
    const source = put(join(folder, 'a.jpg'));
    const request = placementRequest(source, into(join(source, 'out', 'deep')));
    expect(await createPlacer({ makesFolders: false }).reserve(request)).toEqual({
      kind: 'fail',
      failure: { code: 'output-unwritable', subject: join(source, 'out', 'deep') },
    });
  });
});
