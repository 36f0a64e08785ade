import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bytesWords } from '../../../src/shared/words/numbers.ts';
import { putPicture } from '../../support/picture.ts';
import { colourAt } from '../../support/similarity.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { writeTiffs } from '../../support/write-tiff.ts';
import { filesIn, readJson, runCli } from './run-cli.ts';

describe('thumbline in a terminal', () => {
  it('makes a thumbnail beside the source and says where it is', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'), { width: 300, height: 200 });
    const { code, stdout, stderr } = await runCli(folder, 'a.jpg');
    const result = join(folder, 'thumbnails', 'a.jpg');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^a\.jpg → thumbnails\/a\.jpg \(100 × 67, \d+ B\)\n$/);
    const [made, ...rest] = stderr.split('\n');
    expect(made).toMatch(/^Made 1 thumbnail from 1 picture in \d+\.\d s \(/);
    expect(rest).toEqual([`The results are in ${join(folder, 'thumbnails')}.`, '']);
    expect(await sharp(result).metadata()).toMatchObject({
      format: 'jpeg',
      width: 100,
      height: 67,
    });
  });

  it('shows the page that is asked for, and says where there is none', async () => {
    const folder = tempFolder();
    const page = (colour: readonly number[]) => ({ width: 8, height: 6, pixel: () => colour });
    const pages = [page([255, 0, 0]), page([0, 0, 255])];
    writeFileSync(join(folder, 'two.tif'), writeTiffs(pages));
    writeFileSync(join(folder, 'one.tif'), writeTiffs(pages.slice(0, 1)));
    const typed = ['--page', '2', '--format', 'png', '--out', 'out', 'one.tif', 'two.tif'];
    const { code, stdout } = await runCli(folder, '--json', ...typed);
    const { tasks } = readJson(stdout);
    expect(code).toBe(1);
    expect(tasks.find(({ status }) => status === 'succeeded')).toMatchObject({ pages: 2 });
    expect(await colourAt(readFileSync(join(folder, 'out', 'two.png')), 0.5, 0.5)).toEqual([
      0, 0, 255, 255,
    ]);
    const message = 'It has 1 page; page 2 was asked for. Choose one of its pages.';
    expect(tasks.find(({ status }) => status === 'failed')).toMatchObject({
      failure: { code: 'page-missing', message },
    });
  });

  it('prints exactly the promised JSON', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'), { width: 300, height: 200 });
    const { code, stdout, stderr } = await runCli(
      folder,
      '--json',
      '--out',
      'out',
      'a.jpg',
      'b.jpg',
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const { tasks, summary } = readJson(stdout);
    const path = join(folder, 'out', 'a.jpg');
    const output = { path, width: 100, height: 67, format: 'jpeg', sizeBytes: statSync(path).size };
    const durationMs: unknown = expect.any(Number);
    expect(tasks.find(({ status }) => status === 'succeeded')).toStrictEqual({
      source: join(folder, 'a.jpg'),
      status: 'succeeded',
      outputs: [output],
      failure: null,
      durationMs,
    });
    expect(tasks.find(({ status }) => status === 'failed')).toStrictEqual({
      source: join(folder, 'b.jpg'),
      status: 'failed',
      outputs: [],
      failure: {
        code: 'file-missing',
        message: 'There is no such file. Check its name and its folder.',
      },
      durationMs,
    });
    const counts = { succeeded: 1, failed: 1, cancelled: 0, skipped: 0, durationMs };
    expect(summary).toStrictEqual(counts);
    expect(tasks.length).toBe(2);
  });

  it('mirrors 300 files of a tree, two at a time, and leaves nothing else there', async () => {
    const folder = tempFolder();
    const names = Array.from(
      { length: 300 },
      (_, index) => `${index % 7}/${index % 3}/${index}.png`,
    );
    await Promise.all(names.map((name) => putPicture(join(folder, 'photos', name))));
    writeFileSync(join(folder, 'photos', 'notes.txt'), 'hello');
    const { code, stdout, stderr } = await runCli(folder, '--jobs', '2', '--out', 'out', 'photos');
    expect(code).toBe(0);
    expect(filesIn(join(folder, 'out'))).toEqual(filesIn(join(folder, 'photos')).slice(0, -1));
    expect(stdout.trimEnd().split('\n')).toHaveLength(300);
    expect(stderr).toContain('Made 300 thumbnails from 300 pictures');
    expect(stderr).toContain('1 other file or folder left out.');
  });

  it('uses a recipe file, a preset and options', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.png'), { width: 400, height: 400 });
    const recipe = { outputs: [{ width: 12 }], fileName: '{name}-{width}.{ext}' };
    writeFileSync(join(folder, 'tiny.thumbline.json'), JSON.stringify(recipe));
    await runCli(folder, '--out', 'recipe', 'tiny.thumbline.json', 'a.png');
    await runCli(folder, '--out', 'preset', '--preset', 'retina', 'a.png');
    await runCli(folder, '--out', 'options', '--size', '50x20', '--format', 'webp', 'a.png');
    expect(filesIn(join(folder, 'recipe'))).toEqual(['a-12.png']);
    expect(filesIn(join(folder, 'preset'))).toEqual(['a@1x.png', 'a@2x.png', 'a@3x.png']);
    const made = await sharp(join(folder, 'options', 'a.webp')).metadata();
    expect([made.format, made.width, made.height]).toEqual(['webp', 20, 20]);
  });

  it('renames, skips or overwrites what is there, and does not take results for sources', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'));
    const summaryOf = async (...args: string[]) => {
      const { code, stdout } = await runCli(folder, '--json', ...args, '.');
      const { durationMs, ...counts } = readJson(stdout).summary;
      return { code, ...counts, isTimed: typeof durationMs === 'number' };
    };
    const one = { code: 0, succeeded: 1, failed: 0, cancelled: 0, skipped: 0, isTimed: true };
    expect(await summaryOf()).toEqual(one);
    expect(await summaryOf()).toEqual(one);
    expect(filesIn(join(folder, 'thumbnails'))).toEqual(['a (2).jpg', 'a.jpg']);
    expect(await summaryOf('--conflict', 'skip')).toEqual({ ...one, succeeded: 0, skipped: 1 });
    expect(await summaryOf('--conflict', 'overwrite')).toEqual(one);
    expect(filesIn(folder)).toEqual(['a.jpg', 'thumbnails/a (2).jpg', 'thumbnails/a.jpg']);
  });

  it('says plainly when there is nothing to do', async () => {
    const { code, stdout, stderr } = await runCli(tempFolder(), '.');
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '',
      stderr: 'There are no pictures here, so there was nothing to do.\n',
    });
  });

  it('says only what failed with --quiet', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'));
    expect(await runCli(folder, '--quiet', 'a.jpg')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await runCli(folder, '--quiet', 'a.jpg', 'b.jpg')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'b.jpg: There is no such file. Check its name and its folder.\n',
    });
  });

  it('gives every bad input one line and goes on', async () => {
    const folder = tempFolder();
    const good = await putPicture(join(folder, 'good.jpg'));
    writeFileSync(join(folder, 'empty.jpg'), '');
    writeFileSync(join(folder, 'text.jpg'), 'Dear all, there is no picture in this file.');
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
    symlinkSync('nowhere', join(folder, 'dangling.jpg'));
    mkdirSync(join(folder, 'folder.jpg'));
    const bad = ['empty.jpg', 'text.jpg', 'pipe.jpg', 'dangling.jpg', 'missing.jpg', 'folder.jpg'];
    const { code, stdout } = await runCli(folder, '--json', '--out', 'out', ...bad, 'good.jpg');
    expect(code).toBe(1);
    const { tasks, summary } = readJson(stdout);
    expect(summary).toMatchObject({ succeeded: 1, failed: 6 });
    const codes = new Map(tasks.map((task) => [task.source, task.failure?.code ?? task.status]));
    expect(bad.map((name) => codes.get(join(folder, name)))).toEqual([
      'image-truncated',
      'format-unsupported',
      'not-a-file',
      'file-missing',
      'file-missing',
      'not-a-file',
    ]);
    expect(codes.get(good)).toBe('succeeded');
    expect(tasks.every(({ failure }) => !failure?.message.includes('\n'))).toBe(true);
    expect(filesIn(join(folder, 'out'))).toEqual(['good.jpg']);
  });

  it('fails in one line where it cannot write', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'));
    const { code, stderr } = await runCli(folder, '--out', 'a.jpg/out', 'a.jpg');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `a.jpg: Thumbline cannot write to ${join(folder, 'a.jpg', 'out')}. Choose another folder, or allow writing there.\n1 failed.\n`,
    });
  });
});

describe('a dry run', () => {
  it('names what would be written and writes nothing', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'photos', 'a.jpg'), { width: 300, height: 200 });
    await putPicture(join(folder, 'photos', 'b.gif'));
    await putPicture(join(folder, 'out', 'a.jpg'));
    const args = ['--out', 'out', 'photos', 'missing.jpg'];
    const plan = await runCli(folder, '--dry-run', '--json', ...args);
    expect(filesIn(join(folder, 'out'))).toEqual(['a.jpg']);
    const { tasks, summary } = readJson(plan.stdout);
    expect(summary).toMatchObject({ planned: 2, skipped: 0, failed: 1, collisionCount: 1 });
    expect(summary.estimatedBytes).toBeGreaterThan(0);
    expect(summary.freeBytes).toBeGreaterThan(0);
    const real = readJson((await runCli(folder, '--json', ...args)).stdout);
    const pathsOf = (records: typeof tasks) =>
      new Set(records.flatMap(({ outputs }) => outputs.map(({ path }: { path: string }) => path)));
    expect(pathsOf(tasks)).toEqual(
      new Set([join(folder, 'out', 'a (2).jpg'), join(folder, 'out', 'b.gif')]),
    );
    expect(pathsOf(real.tasks)).toEqual(pathsOf(tasks));
  });

  it('reads well', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'), { width: 300, height: 200 });
    const { code, stdout, stderr } = await runCli(folder, '--dry-run', 'a.jpg');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [source, sum, guess] = stdout.trimEnd().split('\n');
    expect(source).toBe('a.jpg → thumbnails/a.jpg (100 × 67)');
    expect(sum).toBe(
      'Would make 1 thumbnail from 1 picture, skip 0, fail on 0. Nothing was written.',
    );
    expect(filesIn(folder)).toEqual(['a.jpg']);
    const made = await runCli(folder, '--json', 'a.jpg');
    const size = bytesWords(readJson(made.stdout).tasks[0].outputs[0].sizeBytes);
    expect(guess).toMatch(new RegExp(`^About ${size} in 0\\.0 s, [\\d.]+ .B free\\.$`));
  });

  it('says what cannot be kept of a limit of bytes, and the run says the same', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'), { width: 300, height: 200 });
    const outputs = [
      { name: 'tiny', width: 200, maxBytes: 100 },
      { name: 'usual', width: 200 },
    ];
    writeFileSync(join(folder, 'two.thumbline.json'), JSON.stringify({ outputs }));
    const one = ['--max-bytes', '100', 'a.jpg'];
    const two = ['--recipe', 'two.thumbline.json', 'a.jpg'];
    const why = 'It does not get as small as 100 B. Allow a larger file, or ask for fewer pixels.';
    const failure = { code: 'larger-than-allowed', message: why };
    const [plan, planOfTwo, said] = await Promise.all([
      runCli(folder, '--dry-run', '--json', ...one),
      runCli(folder, '--dry-run', '--json', ...two),
      runCli(folder, '--dry-run', ...two),
    ]);
    expect(filesIn(folder)).toEqual(['a.jpg', 'two.thumbline.json']);
    const [run, runOfTwo] = await Promise.all([
      runCli(folder, '--json', '--out', 'one', ...one),
      runCli(folder, '--json', '--out', 'two', ...two),
    ]);
    expect([plan, planOfTwo, said, run, runOfTwo].map(({ code }) => code)).toEqual([1, 1, 1, 1, 1]);
    expect(readJson(plan.stdout).tasks).toMatchObject([{ action: 'fail', failure }]);
    expect(readJson(planOfTwo.stdout)).toMatchObject({
      tasks: [{ outputs: [{ width: 200 }], missing: [{ output: 'tiny', ...failure }] }],
      summary: { planned: 0, failed: 1, outputCount: 1 },
    });
    expect(said.stderr).toBe(`a.jpg, tiny: ${why}\n`);
    expect(readJson(run.stdout).tasks).toMatchObject([{ status: 'failed', outputs: [], failure }]);
    expect(readJson(runOfTwo.stdout).tasks).toMatchObject([{ outputs: [{ width: 200 }], failure }]);
  });

  it('gives each file that would be written a line', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'), { width: 300, height: 200 });
    const { stdout } = await runCli(folder, '--dry-run', '--preset', 'social', 'a.jpg');
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'a.jpg → thumbnails/a-square.jpg (200 × 200)',
      'a.jpg → thumbnails/a-wide.jpg (300 × 158)',
    ]);
  });
});
