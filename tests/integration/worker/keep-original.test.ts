import { readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { Recipe, workOf } from '../../../src/shared/task/recipe.ts';
import { scene, texture } from '../../fixtures/scene.ts';
import { packetOf, uris } from '../../fixtures/told.ts';
import { withExif } from '../../support/tagged-pictures.ts';
import { attempt, bench, type Place, realWorkerPool } from '../../support/worker-attempt.ts';

const pool = realWorkerPool();
const gps = { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3237/100', GPSMapDatum: 'WGS-84' };
const told = { IFD0: { Make: 'Camera' }, IFD3: gps };
const xmp = packetOf(`<l:Label xmlns:l="${uris.xmp}">Red</l:Label>`);

/** Compressed so hard that encoding it at the usual quality makes it larger. */
const tight = {
  jpeg: (picture: Sharp) => picture.jpeg({ quality: 20 }),
  png: (picture: Sharp) => picture.png({ palette: true, effort: 10, compressionLevel: 9 }),
  webp: (picture: Sharp) => picture.webp({ quality: 10 }),
};
const formats = ['jpeg', 'png', 'webp'] as const;
type Format = (typeof formats)[number];
/** So that the result is larger whatever the encoder does by itself. */
const careless = { jpeg: { quality: 100 }, png: { effort: 0 }, webp: { quality: 100 } };

const plain = (format: Format) => tight[format](texture(120, 80)).toBuffer();
const talkative = (format: Format) =>
  tight[format](texture(120, 80)).withIccProfile('srgb').withExif(told).withXmp(xmp).toBuffer();

async function make(
  bytes: Buffer,
  format: Format,
  wish: Partial<Place> & { readonly output?: object },
) {
  const { output = {}, ...more } = wish;
  const place = { ...bench(`a.${format}`, bytes), keepsOriginal: true, ...more };
  const { outcome, paths } = await attempt(pool, place, [
    { width: 120, ...careless[format], ...output },
  ]);
  if (outcome.kind !== 'succeeded') throw new Error(JSON.stringify(outcome));
  const file = readFileSync(paths[0] ?? '');
  return { notes: outcome.notes, file, metadata: await sharp(file).metadata() };
}

const pixels = (file: Buffer) => sharp(file).raw().toBuffer();

describe.each(formats)('an original that is smaller than its result, as %s', (format) => {
  it('is kept where asked, with its very pixels and nothing else', async () => {
    const source = await talkative(format);
    const { notes, file, metadata } = await make(source, format, {});
    expect(notes).toEqual(['original-kept']);
    expect(file.length).toBeLessThan(source.length);
    expect((await pixels(file)).equals(await pixels(source))).toBe(true);
    const { exif, xmp: packet, icc, iptc } = metadata;
    expect({ exif, packet, icc, iptc }).toEqual({});
    for (const word of ['Camera', 'WGS-84', 'Red', 'ICC_PROFILE']) {
      expect(file.includes(word)).toBe(false);
    }
  });

  it('keeps its metadata where that is asked for, but not the place', async () => {
    const metadata = { metadata: 'all', keepsGps: false } as const;
    const made = await make(await talkative(format), format, { metadata });
    expect(made.notes).toEqual(['original-kept']);
    expect(made.metadata.exif?.includes('Camera')).toBe(true);
    expect(made.metadata.xmp?.includes('Red')).toBe(true);
    expect(made.file.includes('WGS-84')).toBe(false);
    expect(made.metadata.icc).toBeUndefined();
  });

  it('keeps who owns it where that is asked for, and nothing else', async () => {
    const source = await tight[format](texture(120, 80))
      .withExif({ IFD0: { Copyright: 'Ann', Make: 'Camera' } })
      .toBuffer();
    const metadata = { metadata: 'copyright', keepsGps: false } as const;
    const made = await make(source, format, { metadata });
    expect(made.notes).toEqual(['original-kept']);
    expect(made.metadata.exif?.includes('Ann')).toBe(true);
    expect(made.file.includes('Camera')).toBe(false);
  });

  it('is not kept unless asked, and the result says that it is larger', async () => {
    const { notes } = await make(await plain(format), format, { keepsOriginal: false });
    expect(notes).toEqual(['larger-than-source']);
  });

  it('keeps a limit of bytes that no new file can keep', async () => {
    const source = await plain(format);
    const { notes, file } = await make(source, format, {
      output: { maxBytes: Math.max(100, source.length), lossless: format === 'webp' },
    });
    expect(file.length).toBeLessThanOrEqual(source.length);
    expect(notes).not.toContain('larger-than-source');
  });
});

const jpeg = (picture: Sharp) => picture.jpeg({ quality: 20 }).toBuffer();

it.each<[string, () => Promise<Buffer>, Parameters<typeof make>[2]]>([
  ['is turned', () => jpeg(texture(120, 120).withMetadata({ orientation: 6 })), {}],
  ['is not sRGB', () => jpeg(texture(120, 80).withIccProfile('p3')), {}],
  ['is Adobe RGB by its EXIF', async () => withExif(await plain('jpeg'), 2, null), {}],
  ['is CMYK', () => jpeg(texture(120, 80).toColourspace('cmyk')), {}],
  ['is cut', () => plain('jpeg'), { output: { height: 79, fit: 'cover' } }],
  ['changes its format', () => plain('jpeg'), { output: { format: 'png' } }],
  ['is to appear step by step', () => plain('jpeg'), { output: { progressive: true } }],
])('a new file is larger and says so where the picture %s', async (_, source, wish) => {
  const { notes } = await make(await source(), 'jpeg', wish);
  expect(notes).toEqual(['larger-than-source']);
});

it('a recipe that says nothing of it makes no file larger than its picture', async () => {
  const { keepsOriginal } = workOf(Recipe.parse({ outputs: [{ width: 2000 }] }));
  for (const format of formats) {
    const source = await plain(format);
    const { notes, file } = await make(source, format, { keepsOriginal });
    expect(notes).toEqual(['original-kept']);
    expect(file.length).toBeLessThanOrEqual(source.length);
  }
});

it('is not compared with a drawing, or for an icon', async () => {
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><circle r="50"/></svg>';
  const svg = await attempt(pool, bench('a.svg', drawing), [{ width: 99, format: 'png' }]);
  const small = await scene(64, 64).jpeg().toBuffer();
  const icon = { width: 64, height: 64, format: 'ico' } as const;
  const ico = await attempt(pool, bench('a.jpg', small), [icon]);
  expect([svg.outcome, ico.outcome]).toMatchObject([{ notes: [] }, { notes: [] }]);
});
