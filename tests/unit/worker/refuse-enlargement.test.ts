import { describe, expect, test } from 'vitest';
import { OutputRecipe } from '../../../src/shared/task/recipe.ts';
import type { Header } from '../../../src/worker/decoding/decoder.ts';
import { planOutput } from '../../../src/worker/imaging/plan-output.ts';
import { refuseEnlargement } from '../../../src/worker/imaging/refuse-enlargement.ts';

type Asked = Partial<OutputRecipe>;

/** Why an output of a source of that size is refused; null when it is made. */
function refusalOf(asked: Asked, source: readonly [number, number], format: Header['format']) {
  const [width, height] = source;
  const header = { format, width, height, hasAlpha: false, pages: 1 } as Header;
  const recipe = OutputRecipe.parse({ name: 'a', withoutEnlargement: false, ...asked });
  return refuseEnlargement([planOutput(recipe, header)], header)?.problem.failure ?? null;
}

const square = (edge: number, fit: OutputRecipe['fit']): Asked => ({
  width: edge,
  height: edge,
  fit,
});

describe('an output that is far larger than its source', () => {
  test.each<[string, Asked, readonly [number, number], Header['format']]>([
    ['stretched', square(16_383, 'fill'), [1, 16_383], 'png'],
    ['padded', square(16_383, 'contain'), [1, 16_383], 'png'],
    ['cropped', square(16_383, 'cover'), [1, 16_383], 'png'],
    ['cropped out of what is too long', square(9000, 'cover'), [1, 16_383], 'png'],
    ['drawn', square(16_383, 'fill'), [16_383, 16_383], 'svg'],
  ])('is refused: %s', (...[, asked, source, format]) => {
    expect(refusalOf(asked, source, format)?.code).toBe('image-too-large');
  });

  test('says how large it would be', () => {
    expect(refusalOf(square(16_383, 'fill'), [1, 16_383], 'png')?.subject).toBe(
      'made into 16383 × 16383 pixels',
    );
  });

  test.each<[string, Asked, readonly [number, number]]>([
    ['a poster of a small picture', square(10_000, 'fill'), [30, 20]],
    ['twice the edges of a large one', { percent: 200 }, [8000, 8000]],
    ['a line of pixels', { width: 1, height: 16_383, fit: 'fill' }, [1, 16_383]],
    ['a crop of a narrow one', square(500, 'cover'), [1, 16_383]],
    ['a very large one as it is', { percent: 100 }, [16_000, 16_000]],
  ])('is made all the same: %s', (...[, asked, source]) => {
    expect(refusalOf(asked, source, 'jpeg')).toBeNull();
  });
});
