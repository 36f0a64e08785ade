import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FailureCode } from '../../../src/shared/task/failure.ts';
import { failureLine } from '../../../src/shared/task/failure-words.ts';
import { hugePng } from '../../fixtures/huge-png.ts';
import { scene, texture } from '../../fixtures/scene.ts';
import {
  attempt,
  type Bench,
  bench,
  makeOne,
  realWorkerPool,
} from '../../support/worker-attempt.ts';

const pool = realWorkerPool();
const thumbnail = { width: 100, height: 100 };

/** The attempt fails with this code and one plain line, and leaves no file. */
async function expectFailure(
  place: Bench,
  code: FailureCode,
  subject: string | null = null,
): Promise<void> {
  const { outcome } = await attempt(pool, place, [thumbnail]);
  expect(outcome).toMatchObject({ kind: 'failed', failure: { code, subject } });
  if (outcome.kind !== 'failed') return;
  expect(failureLine(outcome.failure)).toMatch(/^[^\n]{1,160}$/);
  expect(existsSync(place.results) ? place.left() : []).toEqual([]);
}

describe('what is no picture', () => {
  it('is empty', () => expectFailure(bench('a.jpg', ''), 'image-truncated', 'empty'));

  it('is missing', () => expectFailure(bench('a.jpg', null), 'file-missing'));

  it('is a link that leads nowhere', async () => {
    const place = bench('a.jpg', null);
    symlinkSync('nowhere.jpg', place.source);
    await expectFailure(place, 'file-missing', 'a dead link');
  });

  it('is a folder', async () => {
    const place = bench('a.jpg', null);
    mkdirSync(place.source);
    await expectFailure(place, 'not-a-file', 'a folder');
  });

  it.skipIf(process.platform === 'win32')('is a pipe, which is never opened', async () => {
    const place = bench('a.jpg', null);
    execFileSync('mkfifo', [place.source]);
    await expectFailure(place, 'not-a-file', 'a pipe');
  });

  it.skipIf(process.platform === 'win32')('is a device', async () => {
    const place = bench('a.jpg', null);
    symlinkSync('/dev/zero', place.source);
    await expectFailure(place, 'not-a-file', 'a device');
  });

  it.skipIf(process.platform === 'win32')('is a socket', async () => {
    const place = bench('a.jpg', null);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(place.source, resolve));
    onTestFinished(() => void server.close());
    await expectFailure(place, 'not-a-file', 'a socket');
  });

  it.each([
    ['a text file', 'Dear diary,\nno pictures today.\n'],
    ['a web page', '<!DOCTYPE html>\n<html><body><svg></svg></body></html>'],
    ['an EPS drawing', '%!PS-Adobe-3.0 EPSF-3.0\n'],
    ['a ZIP archive', Buffer.from('504b0304140000000800', 'hex')],
    ['a program', Buffer.from('7f454c4602010100', 'hex')],
    ['a video', Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f32', 'hex')],
    ['a VIPS picture', Buffer.from('08f2a6b600000001', 'hex')],
  ])('is %s named .jpg', (name, bytes) =>
    expectFailure(bench('a.jpg', bytes), 'format-unsupported', name),
  );

  it('is something that nobody knows', () =>
    expectFailure(bench('a.jpg', Buffer.from('0102030405060708', 'hex')), 'format-unsupported'));
});

describe('a damaged picture', () => {
  const formats = ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const;

  it.each(formats)('that is cut off fails, in %s', async (format) => {
    const whole = await texture(200, 150).toFormat(format).toBuffer();
    for (const part of [0.1, 0.5, 0.95]) {
      const cut = whole.subarray(0, Math.floor(whole.length * part));
      await expectFailure(bench('a.jpg', cut), 'image-truncated');
    }
  });

  it.each(formats)('with something behind its end is read, in %s', async (format) => {
    const whole = await texture(200, 150).toFormat(format).toBuffer();
    const place = bench('a.jpg', Buffer.concat([whole, Buffer.from('PK and so on')]));
    const made = await makeOne(pool, place, { width: 100 });
    expect((await sharp(made).metadata()).height).toBe(75);
  });

  it('is shown as far as readable and called damaged', async () => {
    const bytes = await texture(600, 400).jpeg({ progressive: true, quality: 95 }).toBuffer();
    for (let at = 2000; at < bytes.length - 2000; at += 3000) {
      // Markers stay as they are: a wrong one is worse than damage.
      if (bytes[at] !== 0xff && bytes[at - 1] !== 0xff) bytes[at] = (bytes[at] ?? 0) ^ 0x11;
    }
    const { outcome } = await attempt(pool, bench('a.jpg', bytes), [thumbnail]);
    expect(outcome).toMatchObject({ kind: 'succeeded', notes: ['damaged'] });
  });

  it('with a broken checksum fails', async () => {
    const bytes = await texture(200, 150).png().toBuffer();
    for (let at = 200; at < bytes.length - 200; at += 50) bytes[at] = 0x55;
    await expectFailure(bench('a.png', bytes), 'image-corrupt');
  });
});

describe('a picture that is too large', () => {
  it('is refused by its header', () =>
    expectFailure(
      bench('a.png', hugePng(60_000, 60_000)),
      'image-too-large',
      '60,000 × 60,000 pixels',
    ));
});

describe('an SVG', () => {
  const drawing = (inner: string, before = '') =>
    `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">${inner}</svg>`;
  const square = '<rect width="40" height="20" fill="#00ff00"/>';

  it.each([
    ['as it is', Buffer.from(drawing(square))],
    ['zipped', gzipSync(drawing(square))],
    [
      'with a declaration',
      Buffer.from(drawing(square, '<?xml version="1.0" encoding="utf-8"?>\n')),
    ],
    [
      'with the standard document type',
      Buffer.from(
        drawing(
          square,
          '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        ),
      ),
    ],
    ['with a link', Buffer.from(drawing(`<a xlink:href="https://example.org/">${square}</a>`))],
    ['with a reuse', Buffer.from(drawing(`<g id="g">${square}</g><use xlink:href="#g"/>`))],
  ])('is drawn %s', async (_, bytes) => {
    const { outcome } = await attempt(pool, bench('a.svg', bytes), [thumbnail]);
    expect(outcome).toMatchObject({
      kind: 'succeeded',
      source: { format: 'svg', width: 40, height: 20 },
      outputs: [{ format: 'png' }],
    });
  });

  it.each([
    ['href="neighbour.png"'],
    ['xlink:href="file:///etc/passwd"'],
    ["href='http://127.0.0.1:9/a.png'"],
    ['xlink:href="&#104;ttp://127.0.0.1:9/a.png"'],
  ])('that draws %s is drawn without it, and says so', async (reference) => {
    const place = bench('a.svg', drawing(`<image ${reference} width="40" height="20"/>`));
    await scene(40, 20)
      .png()
      .toFile(join(dirname(place.source), 'neighbour.png'));
    const { outcome } = await attempt(pool, place, [thumbnail]);
    // There is nothing else in it: had it been read, the result would not be empty.
    expect(outcome).toMatchObject({ kind: 'succeeded', notes: ['doubtful', 'incomplete'] });
  });

  it('whose entities multiply is refused before it is parsed', async () => {
    const lines = Array.from(
      { length: 9 },
      (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`,
    );
    const bomb = `<!DOCTYPE svg [<!ENTITY e0 "lol">${lines.join('')}]>`;
    await expectFailure(
      bench('a.svg', drawing('<text>&e9;</text>', bomb)),
      'image-too-large',
      'an SVG drawing that repeats its parts too often',
    );
  });

  it('of more than 10 MB is refused, also when it is zipped', async () => {
    const large = drawing(`<!--${' '.repeat(10 * 1024 * 1024)}-->`);
    const subject = 'an SVG drawing of more than 10 MB';
    await expectFailure(bench('a.svg', large), 'image-too-large', subject);
    await expectFailure(bench('a.svg', gzipSync(large)), 'image-too-large', subject);
  });

  it('without a size is not called damaged', () =>
    expectFailure(
      bench('a.svg', drawing('').replace('width="40"', 'width="0"')),
      'decoder-missing',
      'an SVG drawing without a size',
    ));
});

describe('a destination', () => {
  it('that is not there is named', async () => {
    const place = bench('a.jpg', await scene(30, 20).jpeg().toBuffer());
    const results = join(place.results, 'gone\u202E');
    const { outcome } = await attempt(pool, { ...place, results }, [thumbnail]);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'output-unwritable' } });
    if (outcome.kind === 'failed') expect(outcome.failure.subject).toMatch(/gone\\u\{202E\}$/);
  });

  it('that is a file is unwritable', async () => {
    const place = bench('a.jpg', await scene(30, 20).jpeg().toBuffer());
    const { outcome } = await attempt(pool, { ...place, results: place.source }, [thumbnail]);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'output-unwritable' } });
  });

  it.runIf(existsSync('/proc/self'))('that takes no new files is unwritable', async () => {
    const place = bench('a.jpg', await scene(30, 20).jpeg().toBuffer());
    const { outcome } = await attempt(pool, { ...place, results: '/proc/self' }, [thumbnail]);
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'output-unwritable', subject: '/proc/self' },
    });
  });

  it('keeps what is there already, and makes the other outputs', async () => {
    const place = bench('a.jpg', await scene(30, 20).jpeg().toBuffer());
    writeFileSync(join(place.results, '.aside-1'), 'somebody else');
    const { outcome } = await attempt(pool, place, [
      { name: 'a', width: 20 },
      { name: 'b', width: 10 },
    ]);
    expect(outcome).toMatchObject({
      kind: 'succeeded',
      outputs: [{ width: 20 }, null],
      faults: [{ output: 1, failure: { code: 'output-unwritable' } }],
    });
    expect(readFileSync(join(place.results, '.aside-1'), 'utf8')).toBe('somebody else');
  });
});

describe('a name', () => {
  it.each([
    'new\nline.jpg',
    '-leading-dash.jpg',
    'a[page=1].jpg',
    'a.jpg[n=-1]',
    'family 👩‍👩‍👧 \u202Egpj.exe',
    `${'ü'.repeat(125)}x.jpg`,
    'no-extension',
  ])('%j is taken as it is', async (name) => {
    const made = await makeOne(pool, bench(name, await scene(30, 20).jpeg().toBuffer()), thumbnail);
    expect((await sharp(made).metadata()).width).toBe(30);
  });

  it.runIf(process.platform === 'linux')(
    'that is not UTF-8 is found, read and written',
    async () => {
      const place = bench('a.jpg', await scene(30, 20).jpeg().toBuffer());
      const folder = Buffer.from(`${place.results}/`);
      const bytes = Buffer.concat([folder, Buffer.from('caf\xE9.jpg', 'latin1')]);
      writeFileSync(bytes, await scene(50, 20).jpeg().toBuffer());
      const source = join(place.results, 'caf\uDCE9.jpg');
      const { outcome } = await attempt(pool, { source, results: place.results }, [thumbnail]);
      expect(outcome).toMatchObject({ kind: 'succeeded', source: { width: 50 } });
    },
  );
});
