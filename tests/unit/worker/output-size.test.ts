import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { fits, OutputRecipe, positions } from '../../../src/shared/task/recipe.ts';
import { layOut } from '../../../src/worker/imaging/output-size.ts';
import { planOutput } from '../../../src/worker/imaging/plan-output.ts';
import { resize } from '../../../src/worker/imaging/resize.ts';
import { expectAlways } from '../../support/property-loop.ts';

type Box = z.input<typeof OutputRecipe>;

function sizeOf(box: Box, width: number, height: number): string {
  const { size } = layOut(OutputRecipe.parse(box), { width, height });
  return `${size.width} × ${size.height}`;
}
const enlarging = { withoutEnlargement: false };

describe('the size of an output', () => {
  it.each<[string, Box, string]>([
    ['inside', { width: 100, height: 100, fit: 'inside' }, '100 × 67'],
    ['outside', { width: 100, height: 100, fit: 'outside' }, '150 × 100'],
    ['cover', { width: 100, height: 100, fit: 'cover' }, '100 × 100'],
    ['contain', { width: 100, height: 100, fit: 'contain' }, '100 × 100'],
    ['fill', { width: 100, height: 100, fit: 'fill' }, '100 × 100'],
    ['a width alone', { width: 100, fit: 'cover' }, '100 × 67'],
    ['a height alone', { height: 100, fit: 'fill' }, '150 × 100'],
  ])('of a large picture follows %s', (_, box, size) => {
    expect(sizeOf(box, 1500, 1000)).toBe(size);
  });

  it.each<[string, Box, string]>([
    ['inside', { width: 100, height: 100, fit: 'inside' }, '30 × 20'],
    ['outside', { width: 100, height: 100, fit: 'outside' }, '30 × 20'],
    ['a width alone', { width: 100 }, '30 × 20'],
    ['fill', { width: 100, height: 10, fit: 'fill' }, '30 × 10'],
    [
      'cover, cropped to the shape of the box',
      { width: 200, height: 100, fit: 'cover' },
      '30 × 15',
    ],
    ['contain, padded to the whole box', { width: 100, height: 100, fit: 'contain' }, '100 × 100'],
  ])('of a small picture is not enlarged by %s', (_, box, size) => {
    expect(sizeOf(box, 30, 20)).toBe(size);
  });

  it('of a small picture is enlarged when that is asked for', () => {
    expect(sizeOf({ width: 100, height: 100, ...enlarging }, 30, 20)).toBe('100 × 67');
    expect(sizeOf({ width: 100, height: 100, fit: 'cover', ...enlarging }, 30, 20)).toBe(
      '100 × 100',
    );
  });

  it('never loses an edge', () => {
    expect(sizeOf({ width: 100, height: 100 }, 20_000, 3)).toBe('100 × 1');
    expect(sizeOf({ width: 100, height: 100, fit: 'cover' }, 20_000, 1)).toBe('1 × 1');
  });

  it('keeps a free edge within what every format can hold', () => {
    expect(sizeOf({ width: 100 }, 100, 300_000)).toBe('5 × 16383');
    expect(sizeOf({ width: 10, height: 10, fit: 'outside' }, 100, 300_000)).toBe('5 × 16383');
  });
});

const edge = fc.integer({ min: 1, max: 260 });
const anyBox = fc
  .record({
    width: fc.option(edge),
    height: fc.option(edge),
    fit: fc.constantFrom(...fits),
    position: fc.constantFrom(...positions),
    withoutEnlargement: fc.boolean(),
    background: fc.constantFrom(null, '#336699', '#33669980'),
    format: fc.constantFrom('png' as const, 'jpeg' as const),
  })
  .filter(({ width, height }) => width !== null || height !== null);

const orientation = fc.integer({ min: 1, max: 8 });
const smallSource = fc.record({ width: edge, height: edge, orientation });
const largeEdge = fc.integer({ min: 400, max: 1400 });
const largeSource = fc.record({ width: largeEdge, height: largeEdge, orientation });

interface Source {
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
}

/** Makes the output and holds its size against what was promised. `width` and `height` are those of the upright picture. */
async function expectPromised(box: Box, source: Source, format: 'png' | 'jpeg'): Promise<void> {
  const { width, height, orientation } = source;
  const lies = orientation >= 5;
  const create = { width: lies ? height : width, height: lies ? width : height };
  const bytes = await sharp({ create: { ...create, channels: 4, background: '#cc883380' } })
    .withMetadata({ orientation })
    .toFormat(format)
    .toBuffer();
  const header = { width, height, format, hasAlpha: format === 'png', pages: 1 };
  const plan = planOutput(OutputRecipe.parse(box), header);
  const { info } = await resize(sharp(bytes).autoOrient(), plan, header)
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect({ width: info.width, height: info.height }).toEqual(plan.layout.size);
}

describe('the size that was promised', () => {
  it('is the size that is made', () =>
    expectAlways(
      fc.asyncProperty(anyBox, smallSource, (box, source) => expectPromised(box, source, 'png')),
    ));

  it('holds for JPEG, which is shrunk while it is read', () =>
    expectAlways(
      fc.asyncProperty(anyBox, largeSource, (box, source) => expectPromised(box, source, 'jpeg')),
    ));
});

it('an odd pixel of padding in the centre goes to the right and to the bottom', async () => {
  const paddingOf = async (width: number, height: number) => {
    const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const box = { width, height, fit: 'contain', background: '#000000', format: 'png' } as const;
    const header = { width: 4, height: 4, format: 'png', hasAlpha: false, pages: 1 } as const;
    const plan = planOutput(OutputRecipe.parse(box), header);
    const { data, info } = await resize(sharp(bytes), plan, header)
      .extractChannel(0)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const first = data.indexOf(255);
    return { left: first % info.width, top: Math.floor(first / info.width) };
  };
  expect(await paddingOf(7, 4)).toEqual({ left: 1, top: 0 });
  expect(await paddingOf(4, 7)).toEqual({ left: 0, top: 1 });
});
