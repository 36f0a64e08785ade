import { describe, expect, it } from 'vitest';
import { chooseSamples } from '../../../../src/engine/dry-run/choose-samples.ts';
import { estimate } from '../../../../src/engine/dry-run/estimate.ts';
import type { PlacedSource } from '../../../../src/engine/dry-run/placed.ts';
import { Recipe } from '../../../../src/shared/task/recipe.ts';

const recipe = Recipe.parse({ outputs: [{ longEdge: 400, format: 'jpeg' }] });

interface Made {
  readonly path?: string;
  readonly bytesPerPixel?: number;
  readonly format?: string;
  readonly width?: number;
  readonly pages?: number;
}

let made = 0;

/** A source of 4:3 as the worker describes it, and its one file of 400 × 300. */
function placed({
  bytesPerPixel = 0.4,
  format = 'jpeg',
  width = 1600,
  ...rest
}: Made): PlacedSource {
  made += 1;
  const height = (width * 3) / 4;
  const sizeBytes = Math.round(width * height * bytesPerPixel);
  const path = `/nowhere/out/${made}.jpg`;
  return {
    sourcePath: rest.path ?? `/nowhere/in/${made}.${format}`,
    action: 'write',
    source: { format, width, height },
    looked: { sizeBytes, pages: rest.pages ?? 1, coarseness: null, sampledBytes: null },
    files: [{ path, width: 400, height: 300, format: 'jpeg', action: 'write' }],
  };
}

const many = (count: number, of: (at: number) => Made) =>
  Array.from({ length: count }, (_, at) => placed(of(at)));

describe('the sources that are encoded for a plan', () => {
  it('are all where there are few', () => {
    const sources = many(20, () => ({}));
    expect(new Set(chooseSamples(sources, recipe))).toEqual(new Set(sources));
    expect(chooseSamples([], recipe)).toEqual([]);
  });

  it('are a bounded number of many, the one of a kind among them', () => {
    const sources = many(10_000, (at) => ({ bytesPerPixel: 0.2 + (at % 100) / 200 }));
    const odd = placed({ format: 'png', bytesPerPixel: 3 });
    const chosen = chooseSamples([...sources.slice(0, 900), odd], recipe);
    expect(chosen).toContain(odd);
    expect(new Set(chosen).size).toBe(chosen.length);
    expect(chooseSamples(sources, recipe).length).toBeLessThanOrEqual(200);
  });

  it('are fewer where encoding takes long, and never a film that takes longer than all may', () => {
    const slow = Recipe.parse({
      outputs: [1, 2, 3, 4].map((at) => ({
        name: `${at}`,
        longEdge: 4000,
        format: 'avif',
        animation: 'keep',
      })),
    });
    const large = {
      width: 4000,
      height: 3000,
      format: 'avif',
      action: 'write',
      path: '/a',
    } as const;
    const files = slow.outputs.map(() => large);
    const sources = many(50, () => ({ width: 4000 })).map((source) => ({ ...source, files }));
    expect(chooseSamples(sources, slow).length).toBeLessThan(20);
    const film = {
      ...placed({ format: 'gif', pages: 900 }),
      files: [{ ...large, format: 'webp' }],
    } as const;
    expect(chooseSamples([film], slow)).toEqual([]);
  });
});

describe('the size of a file in a plan', () => {
  const guess = (sources: readonly PlacedSource[], samples: Parameters<typeof estimate>[1]) =>
    estimate(sources, samples, { recipe, concurrency: 2 });
  const files = ({ rows }: Awaited<ReturnType<typeof guess>>) =>
    rows.flatMap((row) => (row.action === 'write' ? row.outputs : []));

  it('is what it came to where it was encoded', async () => {
    const source = placed({});
    const plan = await guess([source], [{ source, bytes: [12_345] }]);
    const exactly = { estimatedBytes: 12_345, leastBytes: 12_345, mostBytes: 12_345 };
    expect(files(plan)).toMatchObject([exactly]);
    expect(plan).toMatchObject(exactly);
  });

  it('follows the pictures that are most like it', async () => {
    const kinds = [
      { of: { format: 'jpeg', bytesPerPixel: 0.5 }, bytes: 30_000 },
      { of: { format: 'png', bytesPerPixel: 0.1 }, bytes: 6000 },
    ];
    const samples = kinds.flatMap(({ of, bytes }) =>
      many(6, () => of).map((source, at) => ({ source, bytes: [bytes + at * 100] })),
    );
    const [photo, graphic] = files(
      await guess([placed(kinds[0]?.of ?? {}), placed(kinds[1]?.of ?? {})], samples),
    );
    expect(photo?.estimatedBytes).toBeGreaterThan(30_000 / 1.2);
    expect(photo?.estimatedBytes).toBeLessThan(30_000 * 1.2);
    expect(graphic?.estimatedBytes).toBeGreaterThan(6000 / 1.2);
    expect(graphic?.estimatedBytes).toBeLessThan(6000 * 1.2);
    expect(photo?.leastBytes).toBeLessThan(photo?.estimatedBytes ?? 0);
    expect(photo?.mostBytes).toBeGreaterThan(photo?.estimatedBytes ?? 0);
  });

  it('grows with how dense its source is', async () => {
    const samples = many(10, (at) => ({ bytesPerPixel: 0.1 * 1.4 ** at })).map((source, at) => ({
      source,
      bytes: [Math.round(5000 * 1.3 ** at)],
    }));
    const [sparse, dense] = files(
      await guess([placed({ bytesPerPixel: 0.12 }), placed({ bytesPerPixel: 2 })], samples),
    );
    expect(dense?.estimatedBytes).toBeGreaterThan(3 * (sparse?.estimatedBytes ?? 0));
  });

  it('is a wide range where nothing could be encoded', async () => {
    const [file] = files(await guess([placed({})], []));
    expect(file?.mostBytes).toBeGreaterThan(5 * (file?.leastBytes ?? 0));
  });

  it('is at most what the recipe allows', async () => {
    const limited = Recipe.parse({ outputs: [{ longEdge: 400, maxBytes: 5000 }] });
    const source = placed({});
    const samples = [{ source, bytes: [20_000] }];
    const plan = await estimate([source, placed({})], samples, { recipe: limited, concurrency: 2 });
    for (const file of files(plan)) expect(file.mostBytes).toBeLessThanOrEqual(5000);
    expect(plan.mostBytes).toBeLessThanOrEqual(10_000);
  });

  it('is surer of many files together than of one', async () => {
    const samples = many(20, () => ({})).map((source, at) => ({
      source,
      bytes: [20_000 + (at % 5) * 4000],
    }));
    const plan = await guess(
      many(1000, () => ({})),
      samples,
    );
    const [file] = files(plan);
    const width = (one: { leastBytes: number; mostBytes: number }) =>
      one.mostBytes / one.leastBytes;
    expect(width(plan)).toBeLessThan(file ? Math.sqrt(width(file)) : 0);
    expect(plan.leastBytes).toBeLessThan(plan.estimatedBytes);
  });
});

it('says that cutting off borders takes longer, since every pixel is decoded', async () => {
  const sources = many(10, () => ({ width: 4000 }));
  const timeOf = async (change: object) => {
    const asked = Recipe.parse({ ...recipe, ...change });
    return (await estimate(sources, [], { recipe: asked, concurrency: 1 })).estimatedMs;
  };
  const [plain, trimmed] = [await timeOf({}), await timeOf({ trim: 5 })];
  // 12 megapixels each take about 80 ms, and about 470 with trim.
  expect(trimmed).toBeGreaterThan(4 * plain);
  expect(trimmed).toBeLessThan(20 * plain);
});
