import * as fc from 'fast-check';
import { countPages } from '../../../../src/worker/decoding/tiff/tiff-directory.ts';
import { expect, test } from 'vitest';
import { asPng, open, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { expectAlways } from '../../../support/property-loop.ts';
import { scene } from '../../../fixtures/scene.ts';
import { colourAt } from '../../../support/similarity.ts';
import { type TiffShape, writeTiffs } from '../../../support/write-tiff.ts';

const red = [255, 0, 0] as const;
const green = [0, 255, 0] as const;
const blue = [0, 0, 255] as const;
const colours = [red, green, blue];

/** Pages of 100 × 50 points, each of one colour. */
function pdf(pages: readonly (readonly number[])[]): Buffer {
  const kids = pages.map((_, at) => `${3 + 2 * at} 0 R`).join(' ');
  const all = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    ...pages.flatMap((colour, at) => {
      const drawing = `${colour.map((value) => value / 255).join(' ')} rg 0 0 100 50 re f`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 50] /Contents ${4 + 2 * at} 0 R >>`,
        `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      ];
    }),
  ].map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`);
  return Buffer.from(`%PDF-1.7\n${all.join('')}trailer << /Root 1 0 R >>\n%%EOF\n`);
}

const plain = (colour: readonly number[], more: Partial<TiffShape> = {}): TiffShape => ({
  width: 8,
  height: 6,
  pixel: () => colour,
  ...more,
});

/** Each page is read in another way; the smaller copy and the mask are none. */
const mixed = (order: Pick<TiffShape, 'isBig' | 'isBigEndian'>) =>
  writeTiffs(
    [
      plain(red),
      plain(blue, { width: 4, height: 3, subfile: 1 }),
      plain([0, 1, 0], { kind: 'float', bits: 32 }),
      plain([1], { photometric: 4, bits: 1, subfile: 4 }),
      plain(blue, { tile: 16, compression: 8, subfile: 2 }),
    ].map((shape) => ({ ...shape, ...order })),
  );

const documents: readonly [string, Buffer][] = [
  ['a PDF', pdf(colours)],
  ['a TIFF', mixed({})],
  ['a big-endian TIFF', mixed({ isBigEndian: true })],
  ['a BigTIFF', mixed({ isBig: true })],
];

test.each(documents)('each page of %s is shown, and how many there are', async (_kind, bytes) => {
  for (const [at, colour] of colours.entries()) {
    const page = await opened(bytes, { page: at + 1 });
    expect(page.header.pages).toBe(3);
    expect(await colourAt(await asPng(page), 0.5, 0.5)).toEqual([...colour, 255]);
  }
});

test.each(documents)('a page that %s does not have is said so', async (_kind, bytes) => {
  const missing = { code: 'page-missing', subject: '3 pages; page 7 was asked for' };
  expect(await refusalOf(bytes, { page: 7 })).toEqual(missing);
});

test('a document of one page says that', async () => {
  const missing = { code: 'page-missing', subject: '1 page; page 2 was asked for' };
  expect(await refusalOf(pdf([red]), { page: 2 })).toEqual(missing);
  expect(await refusalOf(writeTiffs([plain(red)]), { page: 2 })).toEqual(missing);
});

test('a page that is turned or smaller than the first is itself', async () => {
  const bytes = writeTiffs([plain(red), plain(green, { width: 5, height: 3, orientation: 6 })]);
  const { header } = await opened(bytes, { page: 2 });
  expect(header).toMatchObject({ width: 3, height: 5, pages: 2 });
});

test('what has no pages is shown whichever is asked for', async () => {
  const png = await scene(16, 16).png().toBuffer();
  expect(await asPng(await opened(png, { page: 5 }))).toEqual(await asPng(await opened(png)));
});

test('a TIFF whose only picture calls itself a smaller copy is shown', async () => {
  const { header } = await opened(writeTiffs([plain(red, { subfile: 1 })]));
  expect(header).toMatchObject({ width: 8, height: 6, pages: 1 });
});

test('a page whose tags are out of order is one', async () => {
  const bytes = writeTiffs([plain(red), plain(green)]);
  const first = bytes.readUInt32LE(4);
  const entries = Array.from({ length: bytes.readUInt16LE(first) }, (_, at) => first + 2 + 12 * at);
  const entryOf = (tag: number) => entries.find((at) => bytes.readUInt16LE(at) === tag) ?? 0;
  const [width, height] = [entryOf(256), entryOf(257)];
  const before = Buffer.from(bytes.subarray(width, width + 12));
  bytes.copyWithin(width, height, height + 12);
  before.copy(bytes, height);
  const page = await opened(bytes);
  expect(page.header.pages).toBe(2);
  const made = await page.pipeline({ width: 1, height: 1 }, 'lenient').png().toBuffer();
  expect(await colourAt(made, 0.5, 0.5)).toEqual([...red, 255]);
});

test('directories that say the same of a million values are looked at in no time', () => {
  const [count, values] = [2000, 1_000_000];
  const bytes = Buffer.alloc(8 + 30 * count + values);
  bytes.write('II*\0', 'latin1');
  for (let at = 0; at < count; at += 1) {
    const directory = 8 + 30 * at;
    bytes.writeUInt32LE(directory, at === 0 ? 4 : directory - 4);
    bytes.writeUInt16LE(2, directory);
    bytes.writeUInt16LE(254, directory + 2);
    bytes.writeUInt16LE(1, directory + 4);
    bytes.writeUInt32LE(values, directory + 6);
    bytes.writeUInt32LE(8 + 30 * count, directory + 10);
    bytes.writeUInt16LE(256, directory + 14);
  }
  // Reading them all would take longer than a test may.
  for (let again = 0; again < 3; again += 1) expect(countPages(bytes)).toBe(count);
});

test('pages that come round again are counted once', async () => {
  const bytes = writeTiffs([plain(red), plain(green)]);
  // The last directory leads to the first.
  bytes.copyWithin(bytes.length - 4, 4, 8);
  expect((await opened(bytes)).header.pages).toBe(2);
});

test('nothing comes of bytes that nobody vouches for but a page or a refusal', async () => {
  const whole = mixed({});
  const harm = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 });
  await expectAlways(
    fc.asyncProperty(harm, fc.integer({ min: 1, max: 4 }), async (places, page) => {
      const copy = Buffer.from(whole);
      for (const [at, value] of places) copy[at] = value;
      const result = await open(copy, { page });
      if (result.ok) expect(result.value.header.pages).toBeGreaterThanOrEqual(page);
      else expect(result.problem.failure.code).not.toBe('internal');
    }),
  );
});
