import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pngChunk, withPngChunks } from '../../../src/worker/bytes/png-chunk.ts';
import { adobeRgbProfile } from '../../fixtures/colour-profile.ts';
import { oriented, orientations } from '../../fixtures/oriented.ts';
import { corners, scene, texture } from '../../fixtures/scene.ts';
import { colourAt, difference } from '../../support/similarity.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { ultraHdr } from '../../support/ultra-hdr.ts';
import { attempt, bench, makeOne, realWorkerPool } from '../../support/worker-attempt.ts';

const pool = realWorkerPool();
const alike = 0.012;
const upright = () => scene(320, 200).resize(96, 60).png().toBuffer();

describe('orientation', () => {
  it.each(orientations)('%i is turned upright in JPEG', async (orientation) => {
    const place = bench('a.jpg', await oriented(orientation, 'jpeg'));
    const { outcome, paths } = await attempt(pool, place, [{ width: 96, height: 96 }]);
    expect(outcome).toMatchObject({
      kind: 'succeeded',
      source: { format: 'jpeg', width: 320, height: 200 },
      outputs: [{ width: 96, height: 60, format: 'jpeg' }],
    });
    expect(await difference(paths[0], await upright())).toBeLessThan(alike);
    expect((await sharp(paths[0]).metadata()).orientation ?? 1).toBe(1);
  });

  it.each(['png', 'webp', 'tiff'] as const)('is heeded in %s', async (format) => {
    const place = bench('a.jpg', await oriented(6, format));
    const made = await makeOne(pool, place, { width: 96, height: 96 });
    expect(await difference(made, await upright())).toBeLessThan(alike);
  });

  it('comes before the crop', async () => {
    const place = bench('a.jpg', await oriented(8, 'jpeg'));
    const made = await makeOne(pool, place, {
      width: 50,
      height: 100,
      fit: 'cover',
      position: 'left',
      format: 'png',
    });
    const [top, bottom] = [await colourAt(made, 0.5, 0.2), await colourAt(made, 0.5, 0.8)];
    expect(distance(top, corners.topLeft)).toBeLessThan(20);
    expect(distance(bottom, corners.bottomLeft)).toBeLessThan(20);
  });
});

function distance(one: readonly number[], other: readonly number[]): number {
  return Math.max(...other.map((value, at) => Math.abs(value - (one[at] ?? 0))));
}

/** A way to store the scene, by name. */
const storages: Readonly<Record<string, () => Promise<Buffer>>> = {
  'CMYK JPEG without a profile': () => scene(320, 200).toColourspace('cmyk').jpeg().toBuffer(),
  'CMYK TIFF with a profile': () => scene(320, 200).withIccProfile('cmyk').tiff().toBuffer(),
  '16-bit PNG': () => scene(320, 200).toColourspace('rgb16').png().toBuffer(),
  '16-bit TIFF': () => scene(320, 200).toColourspace('rgb16').tiff().toBuffer(),
  'Display P3 JPEG': () => scene(320, 200).withIccProfile('p3').jpeg().toBuffer(),
  'Display P3 PNG': () => scene(320, 200).withIccProfile('p3').png().toBuffer(),
  '16-bit Display P3 PNG': () =>
    scene(320, 200).toColourspace('rgb16').withIccProfile('p3').png().toBuffer(),
  'Adobe RGB JPEG': async () => {
    const profile = join(tempFolder(), 'wide.icc');
    writeFileSync(profile, adobeRgbProfile());
    return scene(320, 200).withIccProfile(profile).jpeg().toBuffer();
  },
  'Lab TIFF': () => scene(320, 200).toColourspace('lab').tiff().toBuffer(),
  'palette PNG': () => scene(320, 200).png({ palette: true }).toBuffer(),
};

describe('colour', () => {
  it.each(Object.entries(storages))('of a %s comes out as sRGB', async (name, store) => {
    const place = bench('a.jpg', await store());
    const made = await makeOne(pool, place, { width: 96, format: 'png' });
    // Inks cannot show every colour of the scene; inverted or dark it would differ by more than 0.3.
    const allowed = name.startsWith('CMYK') ? 0.06 : alike;
    expect(await difference(made, await upright())).toBeLessThan(allowed);
    const { space, depth, hasProfile } = await sharp(made).metadata();
    expect({ space, depth, hasProfile }).toEqual({
      space: 'srgb',
      depth: 'uchar',
      hasProfile: false,
    });
  });

  it('of a grey picture stays grey', async () => {
    const grey = await scene(320, 200).toColourspace('b-w').png().toBuffer();
    const made = await makeOne(pool, bench('a.png', grey), { width: 96, format: 'jpeg' });
    expect(await difference(made, await sharp(grey).resize(96, 60).png().toBuffer())).toBeLessThan(
      alike,
    );
  });

  it('of several outputs is right as well', async () => {
    const wide = await scene(320, 200).toColourspace('rgb16').withIccProfile('p3').png().toBuffer();
    const { paths } = await attempt(pool, bench('a.png', wide), [
      { name: 'a', width: 96 },
      { name: 'b', width: 48 },
    ]);
    expect(await difference(paths[0], await upright())).toBeLessThan(alike);
  });
});

/** Left half transparent, right half green. */
const halfTransparent = () =>
  sharp({
    create: { width: 60, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .composite([
      {
        input: { create: { width: 30, height: 40, channels: 3, background: '#00ff00' } },
        left: 30,
        top: 0,
      },
    ])
    .png()
    .toBuffer();

describe('alpha', () => {
  it.each(['png', 'webp', 'avif', 'gif', 'tiff'] as const)('is kept in %s', async (format) => {
    const made = await makeOne(pool, bench('a.png', await halfTransparent()), {
      width: 60,
      format,
    });
    expect((await colourAt(made, 0.25, 0.5))[3]).toBeLessThan(5);
    expect(distance(await colourAt(made, 0.75, 0.5), [0, 255, 0, 255])).toBeLessThan(12);
  });

  it('is laid on white where the format has none', async () => {
    const place = bench('a.png', await halfTransparent());
    const made = await makeOne(pool, place, { width: 60, format: 'jpeg' });
    expect(distance(await colourAt(made, 0.2, 0.5), [255, 255, 255])).toBeLessThan(6);
  });

  it.each(['jpeg', 'png'] as const)('is laid on the background asked for in %s', async (format) => {
    const output = { width: 60, format, background: '#ff0000' };
    const made = await makeOne(pool, bench('a.png', await halfTransparent()), output);
    expect(distance(await colourAt(made, 0.2, 0.5), [255, 0, 0])).toBeLessThan(6);
  });

  it('of a background is mixed with white where the format has none', async () => {
    const output = { width: 60, format: 'jpeg' as const, background: '#ff000080' };
    const made = await makeOne(pool, bench('a.png', await halfTransparent()), output);
    expect(distance(await colourAt(made, 0.2, 0.5), [255, 127, 127])).toBeLessThan(6);
  });
});

describe('padding', () => {
  const box = { width: 100, height: 100, fit: 'contain' as const };

  it('is transparent where it can be, else white', async () => {
    const place = bench('a.png', await scene(200, 100).png().toBuffer());
    const png = await makeOne(pool, place, { ...box, format: 'png' });
    expect((await colourAt(png, 0.5, 0.1))[3]).toBe(0);
    const jpeg = await makeOne(
      pool,
      { ...place, results: tempFolder() },
      { ...box, format: 'jpeg' },
    );
    expect(distance(await colourAt(jpeg, 0.5, 0.1), [255, 255, 255])).toBeLessThan(6);
  });

  it('leaves the picture where the position says, and a small one as small as it is', async () => {
    const place = bench('a.png', await scene(40, 20).png().toBuffer());
    const output = { ...box, position: 'right bottom' as const, background: '#102030' };
    const made = await makeOne(pool, place, output);
    expect(await colourAt(made, 0.99, 0.99)).toEqual([...corners.bottomRight, 255]);
    expect(await colourAt(made, 0.61, 0.81)).toEqual([...corners.topLeft, 255]);
    expect(await colourAt(made, 0.58, 0.9)).toEqual([16, 32, 48, 255]);
  });
});

describe('a crop', () => {
  const lively = { attention: scene, entropy: texture } as const;

  it.each(['attention', 'entropy'] as const)('by %s finds the lively part', async (position) => {
    const busy = await lively[position](60, 60).png().toBuffer();
    const calm = sharp({ create: { width: 300, height: 60, channels: 3, background: '#777777' } });
    const place = bench(
      'a.png',
      await calm
        .composite([{ input: busy, left: 240, top: 0 }])
        .png()
        .toBuffer(),
    );
    const made = await makeOne(pool, place, { width: 60, height: 60, fit: 'cover', position });
    expect(distance(await colourAt(made, 0.02, 0.5), [119, 119, 119])).toBeGreaterThan(8);
  });
});

it('says that only the first picture of a moving PNG is read, to who wants it moving', async () => {
  const frames = Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]);
  const moving = withPngChunks(await texture(300, 200).png().toBuffer(), [
    pngChunk('acTL', frames),
  ]);
  const make = async (animation: 'keep' | 'first') => {
    const { outcome } = await attempt(pool, bench('a.png', moving), [{ width: 30, animation }]);
    return outcome;
  };
  expect(await make('keep')).toMatchObject({ kind: 'succeeded', notes: ['first-frame-only'] });
  expect(await make('first')).toMatchObject({ kind: 'succeeded', notes: [] });
});

it('says that the gain map of a photo was left out', async () => {
  const { outcome } = await attempt(pool, bench('a.jpg', await ultraHdr()), [{ width: 30 }]);
  expect(outcome).toMatchObject({ kind: 'succeeded', notes: ['gain-map-dropped'] });
});

describe('an animation', () => {
  it('gives its first frame', async () => {
    const frames = ['#ff0000', '#0000ff'].map((background) => ({
      create: { width: 40, height: 30, channels: 3 as const, background },
    }));
    const gif = await sharp(
      await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer())),
      {
        join: { animated: true },
      },
    )
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(gif).metadata()).pages).toBe(2);
    const made = await makeOne(pool, bench('a.gif', gif), { width: 20 });
    const { format, width, height, pages } = await sharp(made).metadata();
    expect([format, width, height, pages ?? 1]).toEqual(['gif', 20, 15, 1]);
    expect(distance(await colourAt(made, 0.5, 0.5), [255, 0, 0])).toBeLessThan(6);
  });
});

describe('several outputs', () => {
  it('from one decode look like each made alone', async () => {
    const source = await texture(1800, 1200).jpeg({ quality: 95 }).toBuffer();
    const outputs = [
      { name: 'large', width: 900, format: 'png' as const },
      { name: 'medium', width: 400, height: 400, fit: 'cover' as const, format: 'webp' as const },
      { name: 'small', width: 100, height: 100, format: 'jpeg' as const },
      { name: 'padded', width: 120, height: 120, fit: 'contain' as const, format: 'avif' as const },
    ];
    const { outcome, paths } = await attempt(pool, bench('a.jpg', source), outputs);
    expect(outcome).toMatchObject({
      kind: 'succeeded',
      outputs: [
        { width: 900, height: 600, format: 'png' },
        { width: 400, height: 400, format: 'webp' },
        { width: 100, height: 67, format: 'jpeg' },
        { width: 120, height: 120, format: 'avif' },
      ],
    });
    for (const [at, output] of outputs.entries()) {
      const alone = await makeOne(pool, bench('a.jpg', source), output);
      expect(await difference(paths[at], alone), output.name).toBeLessThan(alike);
    }
  });

  it('carry no metadata of the source', async () => {
    const source = await scene(300, 200)
      .withExif({ IFD0: { Copyright: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer();
    expect((await sharp(source).metadata()).exif).toBeDefined();
    const made = await makeOne(pool, bench('a.jpg', source), { width: 50 });
    const { exif, xmp, icc, iptc } = await sharp(made).metadata();
    expect([exif, xmp, icc, iptc]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
