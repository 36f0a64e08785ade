import { expect, it } from 'vitest';
import { usualQuality } from '../../../src/renderer/features/recipe/encoder-options.ts';
import { isIconFormat, writableFormats } from '../../../src/shared/formats/formats.ts';
import { OutputRecipe } from '../../../src/shared/task/recipe.ts';
import { askedEncoding } from '../../../src/worker/imaging/byte-steps.ts';
import { encode } from '../../../src/worker/imaging/encode.ts';
import { texture } from '../../fixtures/scene.ts';

const pictures = writableFormats.filter((format) => !isIconFormat(format));

it.each(pictures)('the slider rests at the quality that %s is written with', async (format) => {
  const written = (quality: number | null) => {
    const recipe = OutputRecipe.parse({ name: 'a', width: 64, format, quality });
    return encode(texture(64, 48), askedEncoding(format, recipe), recipe).toBuffer();
  };
  const shown = usualQuality(format);
  const usual = await written(null);
  expect(usual.equals(await written(shown ?? 1))).toBe(true);
  // Where there is no slider, no quality changes anything.
  expect(usual.equals(await written(10))).toBe(shown === null);
});

it('icons have no quality, and "Same as source" rests at that of most sources', () => {
  expect(writableFormats.filter(isIconFormat).map(usualQuality)).toEqual([null, null]);
  expect(usualQuality('same')).toBe(usualQuality('jpeg'));
});
