import { expect, test } from 'vitest';
import { isLikeCard } from '../../../src/renderer/features/compare/like-card.ts';
import { outputsOf } from '../../../src/shared/task/outputs-of.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { aDoneTask, aTask } from './a-task.ts';

const output = (name: string, width: number, height: number) =>
  ({ name, path: `/o/${name}.jpg`, width, height, format: 'jpeg', sizeBytes: 10 }) as const;

const recipe = Recipe.parse({
  outputs: [
    { name: 'small', width: 400, height: 400 },
    { name: 'large', width: 1280, height: 1280 },
    { name: 'square', width: 1280, height: 1280, fit: 'cover' },
  ],
});
const task = aDoneTask(1, 10, {
  source: { format: 'jpeg', width: 4000, height: 3000 },
  outputs: [output('small', 400, 300), output('large', 1280, 960), output('square', 1280, 1280)],
});

test('a result that shows what the card shows is compared by its picture until it is there itself', () => {
  const alike = outputsOf(task).filter((one) => isLikeCard(task, one, recipe));
  expect(alike.map(({ name }) => name)).toEqual(['small', 'large']);
});

test('the card’s own result is like it whatever is known; nothing is like a card without one', () => {
  const [small, large] = outputsOf(task);
  if (!small || !large) throw new Error('There are three.');
  expect(isLikeCard(task, small, null)).toBe(true);
  expect(isLikeCard(task, large, null)).toBe(false);
  expect(isLikeCard(aTask(2), large, recipe)).toBe(false);
});
