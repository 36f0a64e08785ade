import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { IconFormat } from '../../../src/shared/formats/formats.ts';
import { scene, texture } from '../../fixtures/scene.ts';
import { type IconPicture, readIcns, readIco } from '../../support/icon-file.ts';
import { colourAt, difference } from '../../support/similarity.ts';
import { attempt, bench, makeOne, realWorkerPool } from '../../support/worker-attempt.ts';

const pool = realWorkerPool();
const readers = { ico: readIco, icns: readIcns };
const largest: Readonly<Record<IconFormat, number>> = { ico: 256, icns: 1024 };
const formats = ['ico', 'icns'] as const;
/** Twice as strict as what no eye can tell. */
const alike = 0.01;
const clear = { r: 255, g: 255, b: 255, alpha: 0 };
const [red, green, blue] = [
  [220, 40, 30, 255],
  [40, 160, 60, 255],
  [30, 60, 200, 255],
];

/** A disc of paint on nothing, wider than high. */
const logo = (width: number, height: number) =>
  texture(width, height)
    .composite([
      {
        input: Buffer.from(
          `<svg width="${width}" height="${height}"><circle cx="50%" cy="50%" r="40%"/></svg>`,
        ),
        blend: 'dest-in',
      },
    ])
    .png()
    .toBuffer();

/** What no paint covers has no colour, so pictures with alpha are compared on paper. */
const onPaper = (png: Buffer) => sharp(png).flatten({ background: '#ffffff' }).png().toBuffer();
const alphaOf = (png: Buffer) => sharp(png).ensureAlpha().extractChannel('alpha').png().toBuffer();

/** How much a size of an icon differs from what sharp makes of the whole source. */
async function differenceFrom(source: Buffer, { edge, png }: IconPicture): Promise<number> {
  const scaled = sharp(source).resize(edge, edge, { fit: 'contain', background: clear });
  const own = await scaled.png().toBuffer();
  return Math.max(
    await difference(await onPaper(png), await onPaper(own)),
    await difference(await alphaOf(png), await alphaOf(own)),
  );
}

type Output = Parameters<typeof makeOne>[2];

async function makeIcon(
  bytes: Buffer,
  format: IconFormat,
  output: Partial<Output> = {},
): Promise<readonly IconPicture[]> {
  const edge = largest[format];
  const box = { width: edge, height: edge, format, ...output };
  return readers[format](readFileSync(await makeOne(pool, bench('a', bytes), box)));
}

/** Sizes without their doubles. */
const edgesOf = (pictures: readonly IconPicture[]) => [
  ...new Set(pictures.map(({ edge }) => edge)),
];

describe.each(formats)('as %s', (format) => {
  it('every size is the picture as sharp itself scales it, alpha and all', async () => {
    const source = await logo(1200, 800);
    const pictures = await makeIcon(source, format);
    expect(edgesOf(pictures).at(-1)).toBe(largest[format]);
    for (const picture of pictures) {
      const { png } = picture;
      expect(await differenceFrom(source, picture)).toBeLessThan(alike);
      expect((await colourAt(png, 0, 0))[3]).toBe(0);
      expect((await colourAt(png, 0.5, 0.5))[3]).toBe(255);
    }
  });

  it('is what was promised before it was made', async () => {
    const box = { width: 64, height: 64, format };
    const place = bench('a.jpg', await scene(900, 600).jpeg().toBuffer());
    const { outcome, paths } = await attempt(pool, place, [box]);
    const { length } = readFileSync(paths[0] ?? '');
    const made = { ...box, sizeBytes: length };
    expect(outcome).toMatchObject({ kind: 'succeeded', outputs: [made], notes: [] });
  });

  it('a grey picture, a 16-bit one and a moving one have four channels each', async () => {
    const grey = await scene(300, 200).greyscale().png().toBuffer();
    const deep = await scene(300, 200).toColourspace('rgb16').png().toBuffer();
    const film = await scene(300, 200).gif().toBuffer();
    for (const source of [grey, deep, film]) {
      const pictures = await makeIcon(source, format);
      for (const picture of pictures) {
        expect(await differenceFrom(source, picture)).toBeLessThan(alike);
      }
    }
  });

  it('holds no more of a small picture than it can fill', async () => {
    const source = await scene(100, 60).png().toBuffer();
    expect(edgesOf(await makeIcon(source, format)).at(-1)).toBe(64);
    expect(edgesOf(await makeIcon(source, format, { fit: 'cover' })).at(-1)).toBeLessThan(60);
    const tiny = await scene(5, 5).png().toBuffer();
    expect(edgesOf(await makeIcon(tiny, format, { fit: 'cover' }))).toEqual([16]);
  });

  it('tells nothing of where a photo was taken', async () => {
    const place = IFD3('51/1 30/1 3237/100');
    const photo = await scene(320, 200).jpeg().withExif(place).toBuffer();
    const bytes = bench('a.jpg', photo);
    const metadata = { metadata: 'all', keepsGps: false } as const;
    const file = await makeOne(pool, { ...bytes, metadata }, { width: 64, height: 64, format });
    expect(edgesOf(await readers[format](readFileSync(file)))).toContain(64);
    expect(readFileSync(file).includes('Exif')).toBe(false);
  });
});

const IFD3 = (GPSLatitude: string) => ({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude } });

it('is cut where the point is', async () => {
  const source = await scene(900, 300).png().toBuffer();
  const cut = { fit: 'cover', focalPoint: { x: 0, y: 0.5 } } as const;
  for (const { png } of await makeIcon(source, 'ico', cut)) {
    expect(await colourAt(png, 0.9, 0.1)).toEqual(red);
    expect(await colourAt(png, 0.9, 0.9)).toEqual(blue);
  }
  for (const { png } of await makeIcon(source, 'ico', { fit: 'fill' })) {
    expect(await colourAt(png, 0.9, 0.1)).toEqual(green);
  }
});

it('stands on its background where it has one', async () => {
  const pictures = await makeIcon(await logo(600, 400), 'ico', { background: '#102030' });
  for (const { png } of pictures) expect(await colourAt(png, 0, 0)).toEqual([16, 32, 48, 255]);
});

it('a drawing is sharp at every size, however small it says it is', async () => {
  const drawing = (edge: number) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" viewBox="0 0 24 24"><path d="M3 3h18v6L9 21H3z"/></svg>`,
    );
  const pictures = await makeIcon(drawing(24), 'ico');
  expect(pictures.at(-1)?.edge).toBe(256);
  const drawn = await sharp(drawing(256)).png().toBuffer();
  expect(await difference(pictures.at(-1)?.png, drawn)).toBeLessThan(0.004);
});

it.each(formats)(
  'an icon read from %s is made from its largest picture, as PNG',
  async (format) => {
    const place = bench('a', await logo(600, 400));
    const icon = await makeOne(pool, place, { width: 128, height: 128, format });
    const again = await makeOne(pool, bench('b', readFileSync(icon)), { width: 100, height: 100 });
    expect(await sharp(again).metadata()).toMatchObject({ format: 'png', width: 100, height: 100 });
    const sizes = await makeIcon(readFileSync(icon), format);
    expect(sizes.at(-1)?.edge).toBe(128);
  },
);

it('comes from the same decode as the pictures beside it', async () => {
  const place = bench('a.png', await logo(900, 900));
  const { outcome, paths } = await attempt(pool, place, [
    { name: 'picture', width: 600 },
    { name: 'windows', width: 256, height: 256, format: 'ico' },
    { name: 'mac', width: 512, height: 512, format: 'icns' },
  ]);
  expect(outcome).toMatchObject({
    kind: 'succeeded',
    faults: [],
    outputs: [
      { width: 600, format: 'png' },
      { width: 256, height: 256, format: 'ico' },
      { width: 512, height: 512, format: 'icns' },
    ],
  });
  expect((await readIco(readFileSync(paths[1] ?? ''))).length).toBe(7);
});
