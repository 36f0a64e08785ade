import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import type { SourceFormat } from '../../../../src/shared/formats/formats.ts';
import { fits, OutputRecipe } from '../../../../src/shared/task/recipe.ts';
import { iconPlans } from '../../../../src/worker/imaging/icon/plan-icon.ts';
import { planOutput } from '../../../../src/worker/imaging/plan-output.ts';
import { expectAlways } from '../../../support/property-loop.ts';

type Asked = Omit<z.input<typeof OutputRecipe>, 'format'>;

const sourceOf = (width: number, height: number, format: SourceFormat = 'png') => ({
  width,
  height,
  format,
  hasAlpha: true,
  pages: 1,
});

function sizes(asked: Asked, source = sourceOf(3000, 2000)): readonly number[] {
  const plan = planOutput(OutputRecipe.parse({ ...asked, format: 'ico' }), source);
  return iconPlans(plan, source, 'ico').map(({ planned }) => planned.width);
}

const square = { width: 256, height: 256 };

it.each([
  ['a square box', square, [16, 24, 32, 48, 64, 128, 256]],
  ['a box between two sizes', { width: 60, height: 60 }, [16, 24, 32, 48]],
  ['the square within a box', { width: 300, height: 32 }, [16, 24, 32]],
  ['one edge', { height: 48 }, [16, 24, 32, 48]],
  ['the long edge', { longEdge: 33 }, [16, 24, 32]],
  ['percent of the long edge', { percent: 2 }, [16, 24, 32, 48]],
])('goes up to %s', (_, asked, expected) => {
  expect(sizes(asked)).toEqual(expected);
});

it('enlarges nothing: the picture fills its longer edge, or the whole square where it is cut', () => {
  const wide = sourceOf(130, 50);
  expect(sizes({ ...square, fit: 'inside' }, wide).at(-1)).toBe(128);
  expect(sizes({ ...square, fit: 'contain' }, wide).at(-1)).toBe(128);
  expect(sizes({ ...square, fit: 'cover' }, wide).at(-1)).toBe(48);
  expect(sizes({ ...square, fit: 'fill' }, wide).at(-1)).toBe(48);
  expect(sizes({ ...square, withoutEnlargement: false }, wide).at(-1)).toBe(256);
});

it('makes every size of a drawing, which has no pixels to enlarge', () => {
  const drawing = sourceOf(24, 24, 'svg');
  expect(sizes(square, drawing).at(-1)).toBe(256);
  const plan = planOutput(OutputRecipe.parse({ ...square, format: 'ico' }), drawing);
  expect(plan.layout.scaled).toEqual(square);
});

it('pads a picture that is smaller than the smallest size', () => {
  const tiny = sourceOf(8, 4);
  const plan = planOutput(OutputRecipe.parse({ ...square, format: 'ico' }), tiny);
  expect(plan.planned).toEqual({ width: 16, height: 16, format: 'ico' });
  expect(plan.layout).toEqual({ scaled: { width: 8, height: 4 }, size: { width: 16, height: 16 } });
});

it('is square and promises its largest size, whatever is asked of whatever', async () => {
  const edge = fc.integer({ min: 1, max: 5000 });
  const asked = fc.record({
    width: edge,
    height: edge,
    fit: fc.constantFrom(...fits),
    withoutEnlargement: fc.boolean(),
    format: fc.constantFrom('ico' as const, 'icns' as const),
  });
  await expectAlways(
    fc.property(asked, edge, edge, (output, width, height) => {
      const source = sourceOf(width, height);
      const plan = planOutput(OutputRecipe.parse(output), source);
      const plans = iconPlans(plan, source, output.format);
      for (const { layout, planned } of plans) {
        expect(layout.size).toEqual({ width: planned.width, height: planned.width });
        expect(planned.height).toBe(planned.width);
      }
      expect(plans.at(-1)?.planned).toEqual(plan.planned);
      expect(plan.planned.width).toBeGreaterThanOrEqual(16);
    }),
  );
});
