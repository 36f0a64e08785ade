import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ResultNote } from '../../../src/shared/task/failure.ts';
import type { OutputRecipe } from '../../../src/shared/task/recipe.ts';
import { scene, texture } from '../../fixtures/scene.ts';
import { difference } from '../../support/similarity.ts';
import { attempt, bench, makeOne, realWorkerPool } from '../../support/worker-attempt.ts';

const pool = realWorkerPool();
const photo = () => texture(900, 600).jpeg({ quality: 92 }).toBuffer();

describe('sizes', () => {
  it.each([
    [{ longEdge: 300 }, [300, 200]],
    [{ percent: 50 }, [450, 300]],
    [{ percent: 200 }, [900, 600]],
    [{ percent: 200, withoutEnlargement: false }, [1800, 1200]],
  ])('%j', async (size, expected) => {
    const { width, height } = await sharp(
      await makeOne(pool, bench('a.jpg', await photo()), size),
    ).metadata();
    expect([width, height]).toEqual(expected);
  });
});

it.each<[z.input<typeof OutputRecipe>, readonly ResultNote[]]>([
  [{ width: 600 }, []],
  [{ width: 1200 }, []],
  [{ width: 600, withoutEnlargement: false }, []],
  [{ width: 901, withoutEnlargement: false }, ['enlarged']],
  [{ width: 1024, height: 1024, fit: 'contain', withoutEnlargement: false }, ['enlarged']],
  [{ width: 1024, height: 1024, fit: 'contain', format: 'icns' }, []],
])('says when a picture had to be enlarged: %j', async (size, notes) => {
  const { outcome } = await attempt(pool, bench('a.jpg', await photo()), [size]);
  expect(outcome).toMatchObject({ kind: 'succeeded', notes });
});

it('enlarges no drawing: it has no pixels', async () => {
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><circle r="8"/></svg>';
  const place = bench('a.svg', Buffer.from(drawing));
  const { outcome } = await attempt(pool, place, [{ width: 512, withoutEnlargement: false }]);
  expect(outcome).toMatchObject({ kind: 'succeeded', notes: [], outputs: [{ width: 512 }] });
});

describe('a limit of bytes', () => {
  it('is kept with the best quality that fits', async () => {
    const place = bench('a.jpg', await photo());
    const { outcome, paths } = await attempt(pool, place, [
      { width: 600, maxBytes: 30_000, quality: 95 },
    ]);
    const [made] = outcome.kind === 'succeeded' ? outcome.outputs : [];
    const sizeBytes = readFileSync(paths[0] ?? '').length;
    expect(sizeBytes).toBeLessThanOrEqual(30_000);
    expect(made?.sizeBytes).toBe(sizeBytes);
    expect(made?.quality).toBeGreaterThan(5);
    const better = await makeOne(pool, bench('a.jpg', await photo()), {
      width: 600,
      quality: (made?.quality ?? 0) + 1,
    });
    expect(readFileSync(better).length).toBeGreaterThan(30_000);
  });

  it('goes before its look, and either way the quality is said', async () => {
    const wish = { width: 200, format: 'webp', looksSame: true } as const;
    const make = async (more: { readonly maxBytes?: number }) => {
      const { outcome } = await attempt(pool, bench('a.jpg', await photo()), [
        { ...wish, ...more },
      ]);
      return outcome.kind === 'succeeded' ? outcome.outputs[0] : null;
    };
    const alike = await make({});
    const maxBytes = Math.round((alike?.sizeBytes ?? 0) * 0.9);
    const small = await make({ maxBytes });
    expect(small?.sizeBytes).toBeLessThanOrEqual(maxBytes);
    expect(small?.quality).toBeLessThan(alike?.quality ?? 0);
  });

  it('that cannot be kept fails, and leaves nothing', async () => {
    const place = bench('a.jpg', await photo());
    const { outcome } = await attempt(pool, place, [{ width: 600, maxBytes: 1000 }]);
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'larger-than-allowed', subject: '1 KB' },
    });
    expect(place.left()).toEqual([]);
  });

  it('that one output cannot keep costs the others nothing', async () => {
    const place = bench('a.jpg', await photo());
    const { outcome } = await attempt(pool, place, [
      { name: 'tiny', width: 600, maxBytes: 1000 },
      { name: 'usual', width: 300 },
    ]);
    expect(outcome).toMatchObject({
      kind: 'succeeded',
      notes: [],
      outputs: [null, { width: 300 }],
      faults: [{ output: 0, failure: { code: 'larger-than-allowed' } }],
    });
  });

  it.each(['png', 'gif'] as const)('takes colours from a %s', async (format) => {
    const place = bench('a.jpg', await photo());
    const { outcome, paths } = await attempt(pool, place, [{ width: 300, format, maxBytes: 9000 }]);
    const [made] = outcome.kind === 'succeeded' ? outcome.outputs : [];
    expect(readFileSync(paths[0] ?? '').length).toBeLessThanOrEqual(9000);
    expect(made).toMatchObject({ width: 300, height: 200 });
    expect(made?.colours).toBeLessThan(256);
  });

  it.each([
    ['jpeg', { width: 600 }, 3 / 2],
    ['png', { width: 200, height: 200, fit: 'cover', focalPoint: { x: 0.2, y: 0.5 } }, 1],
    ['webp', { width: 600, height: 600, fit: 'contain', background: '#ffffff' }, 1],
    ['tiff', { width: 200 }, 3 / 2],
  ] as const)('takes pixels where it may: %s %j', async (format, size, shape) => {
    const place = bench('a.jpg', await photo());
    const wish = { ...size, format, maxBytes: 4000, mayShrink: true };
    const { outcome, paths } = await attempt(pool, place, [wish]);
    const [made] = outcome.kind === 'succeeded' ? outcome.outputs : [];
    const { width, height, size: bytes = 0 } = await sharp(readFileSync(paths[0] ?? '')).metadata();
    expect(bytes).toBeLessThanOrEqual(4000);
    expect(made).toMatchObject({ width, height, sizeBytes: bytes });
    expect(width).toBeLessThan(size.width);
    expect(width / height).toBeCloseTo(shape, 1);
  });

  it('that an icon cannot keep fails', async () => {
    const place = bench('a.jpg', await photo());
    const icon = {
      width: 256,
      height: 256,
      format: 'ico',
      maxBytes: 1000,
      mayShrink: true,
    } as const;
    const { outcome } = await attempt(pool, place, [icon]);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'larger-than-allowed' } });
  });
});

it('sharpens only what was shrunk', async () => {
  const edges = await scene(900, 600).blur(2).png().toBuffer();
  const place = () => bench('a.png', edges);
  const plain = await makeOne(pool, place(), { width: 300 });
  const sharpened = await makeOne(pool, place(), { width: 300, sharpen: 'strong' });
  const contrast = async (path: string) => (await sharp(path).stats()).sharpness;
  expect(await contrast(sharpened)).toBeGreaterThan((await contrast(plain)) * 1.1);
  const whole = await makeOne(pool, place(), { width: 900 });
  const wholeSharpened = await makeOne(pool, place(), { width: 900, sharpen: 'strong' });
  expect(await difference(whole, wholeSharpened)).toBe(0);
});

describe('a focal point', () => {
  const mark = { left: 700, top: 60, width: 60, height: 60 };
  const marked = () =>
    sharp({ create: { width: 900, height: 600, channels: 3, background: '#204060' } })
      .composite([{ input: { create: { ...mark, channels: 3, background: '#ff0000' } }, ...mark }])
      .png()
      .toBuffer();

  it.each([
    { width: 100, height: 100 },
    { width: 300, height: 60 },
    { width: 60, height: 300 },
  ])('is in every crop: %j', async (box) => {
    const focalPoint = { x: 730 / 900, y: 90 / 600 };
    const made = await makeOne(pool, bench('a.png', await marked()), {
      ...box,
      fit: 'cover',
      focalPoint,
    });
    const { channels } = await sharp(made).stats();
    expect(channels[0]?.max).toBeGreaterThan(200);
    expect(await sharp(made).metadata()).toMatchObject(box);
  });
});

describe('encoding', () => {
  it('is progressive where asked', async () => {
    const made = await makeOne(pool, bench('a.jpg', await photo()), {
      width: 90,
      progressive: true,
    });
    expect((await sharp(made).metadata()).isProgressive).toBe(true);
  });

  it('keeps all colour detail where asked', async () => {
    const made = await makeOne(pool, bench('a.jpg', await photo()), { width: 90, chroma: '4:4:4' });
    expect((await sharp(made).metadata()).chromaSubsampling).toBe('4:4:4');
  });

  it('loses nothing where asked', async () => {
    const source = await photo();
    const lossless = { width: 900, format: 'webp', lossless: true } as const;
    expect(await difference(await makeOne(pool, bench('a.jpg', source), lossless), source)).toBe(0);
  });

  it('uses no more colours than asked', async () => {
    const made = await makeOne(pool, bench('a.jpg', await photo()), {
      width: 90,
      format: 'png',
      palette: 16,
    });
    const { data } = await sharp(made).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const colours = new Set(
      Array.from({ length: data.length / 3 }, (_, at) => data.toString('hex', at * 3, at * 3 + 3)),
    );
    expect(colours.size).toBeLessThanOrEqual(16);
  });

  it.each(['webp', 'jpeg', 'png'] as const)('makes smaller %s with more effort', async (format) => {
    const at = async (effort: number) => {
      const output = { width: 600, format, effort } as const;
      return readFileSync(await makeOne(pool, bench('a.jpg', await photo()), output)).length;
    };
    expect(await at(9)).toBeLessThan(await at(format === 'png' ? 8 : 0));
  });

  it.each(['png', 'avif', 'webp', 'jpeg', 'gif'] as const)(
    'never makes a larger %s of noise for being asked for the smallest',
    async (format) => {
      const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 };
      const create = { width: 48, height: 36, channels: 3 as const, background: '#000', noise };
      const bytes = await sharp({ create }).png().toBuffer();
      const at = async (effort: number | null) => {
        const output = { width: 48, format, effort } as const;
        return readFileSync(await makeOne(pool, bench('a.png', bytes), output)).length;
      };
      expect(await at(9)).toBeLessThanOrEqual(await at(null));
    },
  );

  it.each([true, false])('makes slow JPEGs that are progressive: %s', async (progressive) => {
    const output = { width: 100, format: 'jpeg', effort: 9, progressive } as const;
    const made = await makeOne(pool, bench('a.jpg', await photo()), output);
    const { isProgressive } = await sharp(made).metadata();
    expect(isProgressive).toBe(progressive);
  });
});

describe('a moving picture', () => {
  const frames = 3;
  const film = async () => {
    const pages = ['#ff0000', '#00ff00', '#0000ff'].map((background) => ({
      create: { width: 60, height: 40, channels: 3 as const, background },
    }));
    const stills = await Promise.all(pages.map((page) => sharp(page).png().toBuffer()));
    return sharp(stills, { join: { animated: true } })
      .gif({ delay: [100, 200, 300] })
      .toBuffer();
  };

  it.each(['same', 'webp', 'gif'] as const)('keeps moving as %s', async (format) => {
    const made = await makeOne(pool, bench('a.gif', await film()), {
      width: 30,
      height: 30,
      fit: 'cover',
      animation: 'keep',
      format,
    });
    const { pages, pageHeight, width, delay } = await sharp(made, { animated: true }).metadata();
    expect({ pages, pageHeight, width, delay }).toEqual({
      pages: frames,
      pageHeight: 30,
      width: 30,
      delay: [100, 200, 300],
    });
  });

  it('is its first frame unless asked, and in a still format', async () => {
    for (const output of [
      { width: 30 },
      { width: 30, animation: 'keep', format: 'png' },
    ] as const) {
      const made = await makeOne(pool, bench('a.gif', await film()), output);
      expect((await sharp(made).metadata()).pages ?? 1).toBe(1);
    }
  });
});

it('makes the smaller outputs from the larger, and nobody can tell', async () => {
  const source = await texture(2400, 1600).jpeg({ quality: 92 }).toBuffer();
  const outputs = [1200, 600, 300].map((width) => ({
    name: String(width),
    width,
    format: 'png' as const,
  }));
  const together = await attempt(pool, bench('a.jpg', source), outputs);
  for (const [at, output] of outputs.entries()) {
    const alone = await makeOne(pool, bench('a.jpg', source), output);
    expect(await difference(together.paths[at] ?? '', alone)).toBeLessThan(0.02);
  }
});

it('pads a picture alike, alone and beside a larger one', async () => {
  const source = await scene(2400, 1600).png().toBuffer();
  const padded = (edge: number) => {
    return { name: String(edge), width: edge, height: edge, fit: 'contain' as const };
  };
  const together = await attempt(pool, bench('a.png', source), [padded(256), padded(128)]);
  const alone = await makeOne(pool, bench('a.png', source), padded(128));
  expect(await difference(together.paths[1] ?? '', alone)).toBeLessThan(0.002);
});

it('names an output that cannot be written, and keeps the others', async () => {
  const place = bench('a.jpg', await photo());
  writeFileSync(join(place.results, 'in-the-way'), '');
  const pathsFor = ([first = '']: readonly string[]) => [
    first,
    join(place.results, 'in-the-way', '.aside-1'),
  ];
  const { outcome } = await attempt(pool, { ...place, pathsFor }, [
    { name: 'a', width: 90 },
    { name: 'b', width: 60 },
  ]);
  expect(outcome).toMatchObject({
    kind: 'succeeded',
    outputs: [{ width: 90 }, null],
    faults: [{ output: 1, failure: { code: 'output-unwritable' } }],
  });
  expect(place.left()).toEqual(['.aside-0', 'in-the-way']);
});
