import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../../src/shared/task/task.ts';
import { putPicture } from '../../support/picture.ts';
import { engineOn, filesIn } from '../../support/server-engine.ts';
import { watchService } from '../../support/server-witness.ts';
import { startService } from '../../support/service.ts';

async function bothWays() {
  const { serving, client } = await startService();
  const here = engineOn(null);
  const there = engineOn(client.url);
  await there.becomes('connected');
  return { here, there, server: watchService(serving.service.engine) };
}

/** What a person sees of a task, wherever it was made. */
function seen(task: Task, folder: string) {
  const { status } = task;
  const name = basename(task.sourcePath);
  if (status === 'failed') return { name, status, code: task.failure.code };
  if (status === 'skipped') return { name, status, reason: task.reason };
  if (status !== 'succeeded') return { name, status };
  const { source, notes } = task;
  // When a file was left is known of each, and no two are left at once.
  const outputs = task.outputs.map(({ leftAt, ...output }) => ({
    ...output,
    isTimed: leftAt !== undefined,
    path: output.path.slice(folder.length),
  }));
  return { name, status, source, notes, outputs };
}

const byName = (one: { name: string }, other: { name: string }) =>
  one.name.localeCompare(other.name);

describe('a picture that a server makes', () => {
  it('is the same file with the same name, in every format and size', async () => {
    const { here, there, server } = await bothWays();
    const mark = sharp({ create: { width: 4, height: 2, channels: 3, background: '#f00' } });
    const data = (await mark.png().toBuffer()).toString('base64');
    const recipe = {
      watermark: { kind: 'picture', data },
      outputs: [
        { name: 'small', width: 12, height: 12, fit: 'cover', position: 'top' },
        { name: 'web/../x', width: 20, format: 'webp', quality: 70 },
        { name: '..', longEdge: 16, format: 'avif' },
        { name: 'half', percent: 50, format: 'png', background: '#112233' },
        { name: 'light', width: 200, height: 200, fit: 'contain', format: 'jpeg', maxBytes: 900 },
        { name: 'tiff', width: 8, format: 'tiff' },
        { name: 'gif', width: 8, format: 'gif' },
        { name: 'windows', width: 48, height: 48, fit: 'contain', format: 'ico' },
        { name: 'mac', width: 128, height: 128, fit: 'contain', format: 'icns' },
      ],
    };
    const names = ['a.jpg', 'b.png', 'c "quoted".webp', 'd é.gif', 'e.tiff'];
    const made = await Promise.all(
      [here, there].map(async (engine) => {
        const photos = join(engine.folder, 'photos');
        for (const name of names) await putPicture(join(photos, name), { width: 300, height: 200 });
        const tasks = await engine.make([photos], recipe);
        const what = tasks.map((task) => seen(task, engine.folder)).toSorted(byName);
        return { what, files: filesIn(photos) };
      }),
    );
    expect(made[1]).toEqual(made[0]);
    expect(Object.keys(made[1]?.files ?? {})).toHaveLength(names.length * 10);
    expect(server.succeededCount).toBe(names.length);
    await server.sees(({ leftCount }) => leftCount === 0);
  });

  it('fails as it would here, and what is no picture is not even sent', async () => {
    const { here, there, server } = await bothWays();
    const ends = await Promise.all(
      [here, there].map(async (engine) => {
        const photos = join(engine.folder, 'photos');
        const whole = readFileSync(
          await putPicture(join(photos, 'a.jpg'), { width: 900, height: 900 }),
        );
        writeFileSync(join(photos, 'cut.jpg'), whole.subarray(0, whole.length * 0.6));
        writeFileSync(join(photos, 'text.jpg'), 'I am text');
        writeFileSync(join(photos, 'empty.jpg'), '');
        const odd = Buffer.from(whole);
        odd.fill(0xff, 300, 700);
        writeFileSync(join(photos, 'odd.jpg'), odd);
        execFileSync('mkfifo', [join(photos, 'pipe.jpg')]);
        const paths = readdirSync(photos).map((name) => join(photos, name));
        const tasks = await engine.make(paths);
        return tasks.map((task) => seen(task, engine.folder)).toSorted(byName);
      }),
    );
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[1]?.filter(({ status }) => status === 'failed').length).toBeGreaterThan(2);
    expect(server.sentCount).toBeLessThan(5);
  });

  it('carries notes on what is worth knowing', async () => {
    const { here, there } = await bothWays();
    const ends = await Promise.all(
      [here, there].map(async (engine) => {
        const source = await putPicture(join(engine.folder, 'a.jpg'), { width: 400, height: 300 });
        const outputs = [{ width: 500, format: 'jpeg', withoutEnlargement: false }];
        const tasks = await engine.make([source], { outputs });
        return tasks.map((task) => seen(task, engine.folder));
      }),
    );
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[1]).toMatchObject([{ notes: expect.arrayContaining(['enlarged']) }]);
  });

  it('keeps a limit of bytes, and fails alike where it cannot', async () => {
    const { here, there } = await bothWays();
    const limited = { width: 400, format: 'png', maxBytes: 2000 };
    const recipes = [
      { outputs: [{ ...limited, mayShrink: true }] },
      { outputs: [{ ...limited, maxBytes: 100 }] },
      {
        outputs: [
          { ...limited, maxBytes: 100 },
          { name: 'usual', width: 200 },
        ],
      },
    ];
    const ends = await Promise.all(
      [here, there].map(async (engine) => {
        const source = await putPicture(join(engine.folder, 'a.jpg'), { width: 400, height: 300 });
        const made: unknown[] = [];
        for (const recipe of recipes) {
          for (const task of await engine.make([source], recipe)) {
            const failed = task.status === 'failed' ? task.failure : null;
            made.push({ ...seen(task, engine.folder), failed });
          }
        }
        return made;
      }),
    );
    expect(ends[1]).toEqual(ends[0]);
    const failed = { code: 'larger-than-allowed', subject: '100 B' };
    expect(ends[1]).toMatchObject([{ status: 'succeeded' }, { failed }, { failed }]);
  });

  it('is turned by the recipe, and as it was by hand', async () => {
    const { here, there, server } = await bothWays();
    const files = await Promise.all(
      [here, there].map(async (engine) => {
        const source = join(engine.folder, 'a.png');
        await putTwoColours(source);
        const recipe = { turn: 180, outputs: [{ percent: 100, format: 'png' }] };
        const [first] = await engine.make([source], recipe);
        await engine.engine.saveHandTurning(first?.id ?? '', { turn: 90, flip: true });
        await engine.make([source], recipe);
        return filesIn(join(engine.folder, 'thumbnails'));
      }),
    );
    expect(files[1]).toEqual(files[0]);
    expect(files[1]?.['a.png']).not.toEqual(files[1]?.['a (2).png']);
    expect(server.sentCount).toBe(2);
  });

  it('keeps the remembered focal point', async () => {
    const { here, there } = await bothWays();
    const files = await Promise.all(
      [here, there].map(async (engine) => {
        const source = join(engine.folder, 'a.png');
        await putTwoColours(source);
        const recipe = { outputs: [{ width: 10, height: 20, fit: 'cover', format: 'png' }] };
        const [first] = await engine.make([source], recipe);
        await engine.engine.saveFocalPoint(first?.id ?? '', { x: 1, y: 0.5 });
        await engine.make([source], recipe);
        return filesIn(join(engine.folder, 'thumbnails'));
      }),
    );
    expect(files[1]).toEqual(files[0]);
    expect(files[1]?.['a.png']).not.toEqual(files[1]?.['a (2).png']);
  });
});

describe('rules of this computer hold for what a server makes', () => {
  it('keeps both, skips, overwrites, and undoes', async () => {
    const { there, server } = await bothWays();
    const source = await putPicture(join(there.folder, 'a.jpg'));
    const results = join(there.folder, 'thumbnails');
    mkdirSync(results);
    writeFileSync(join(results, 'a.jpg'), 'mine');
    const [kept] = await there.make([source]);
    expect(kept).toMatchObject({ outputs: [{ path: join(results, 'a (2).jpg') }] });
    expect(await there.make([source], { conflict: 'skip' })).toMatchObject([
      { status: 'skipped', reason: 'output-exists' },
    ]);
    expect(server.sentCount).toBe(1);
    expect(await there.engine.undo(kept?.batchId ?? '')).toMatchObject({
      value: { trashedCount: 1 },
    });
    expect(readdirSync(results)).toEqual(['a.jpg']);
    await there.make([source], { conflict: 'overwrite' });
    expect(readFileSync(join(results, 'a.jpg'), 'utf8')).not.toBe('mine');
    expect(readdirSync(results)).toEqual(['a.jpg']);
  });

  it('replaces a source only when told to, and puts it back', async () => {
    const { there } = await bothWays();
    const source = await putPicture(join(there.folder, 'a.jpg'));
    const original = readFileSync(source);
    const [task] = await there.make([source], {
      destination: { kind: 'beside', folderName: '' },
      conflict: 'overwrite',
      replacesSource: true,
    });
    expect(readFileSync(source).equals(original)).toBe(false);
    await there.engine.undo(task?.batchId ?? '');
    expect(readFileSync(source).equals(original)).toBe(true);
  });

  it('sends what has not changed only once', async () => {
    const { there, server } = await bothWays();
    const source = await putPicture(join(there.folder, 'a.jpg'));
    await there.make([source], { conflict: 'skip-unchanged' });
    // The same bytes in a new file: its facts differ, its content does not.
    writeFileSync(source, readFileSync(source));
    expect(await there.make([source], { conflict: 'skip-unchanged' })).toMatchObject([
      { status: 'skipped', reason: 'unchanged' },
    ]);
    expect(server.sentCount).toBe(1);
  });

  it('keeps the outputs that work and names the one that does not', async () => {
    const { there } = await bothWays();
    const source = await putPicture(join(there.folder, 'a.jpg'));
    writeFileSync(join(there.folder, 'in-the-way'), '');
    const [task] = await there.make([source], {
      outputs: [
        { name: 'small', width: 9 },
        { name: 'in-the-way', width: 5 },
      ],
      destination: { kind: 'folder', path: there.folder },
      fileName: '{output}/{name}.{ext}',
    });
    expect(task).toMatchObject({
      status: 'failed',
      failure: { code: 'output-unwritable' },
      partly: { failedOutputs: ['in-the-way'] },
    });
    expect(existsSync(join(there.folder, 'small', 'a.jpg'))).toBe(true);
  });
});

async function putTwoColours(path: string): Promise<void> {
  const { default: sharp } = await import('sharp');
  const side = (r: number) => ({
    input: {
      create: { width: 40, height: 40, channels: 3 as const, background: { r, g: 0, b: 0 } },
    },
  });
  await sharp({ create: { width: 80, height: 40, channels: 3, background: '#000' } })
    .composite([{ ...side(255), left: 40, top: 0 }])
    .png()
    .toFile(path);
}
