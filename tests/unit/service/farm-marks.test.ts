import { expect, test } from 'vitest';
import { createMarkReader } from '../../../src/service/farm/farm-marks.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';

const named = (hash: string) =>
  ({
    ...Recipe.parse({ outputs: [{ name: 'small', width: 100 }] }),
    watermark: { kind: 'stored', hash },
  }) as Recipe;

test('the picture of a watermark that was just asked for stays at hand, however many others are asked for between', async () => {
  const marks = createMarkReader(
    { url: 'redis://nowhere' },
    { get: (key) => Promise.resolve(`the picture of ${String(key)}`) },
  );
  const others = (count: number, from: string) =>
    Array.from({ length: count }, (_, at) => named(`${from}${at}`));

  await marks.fetch(named('mine'));
  for (const recipe of others(63, 'before')) await marks.fetch(recipe);
  await marks.fetch(named('mine'));
  for (const recipe of others(63, 'after')) await marks.fetch(recipe);

  expect(marks.find('mine')).toContain('mine');
  expect(marks.find('before0')).toBeNull();
});
