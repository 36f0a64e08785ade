import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PeekedTasks } from '../../../src/shared/ipc/answers.ts';
import { ok, type Result } from '../../../src/shared/result.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { TaskId } from '../../../src/shared/task/task.ts';
import { cutTo, provisionalShape } from '../../../src/renderer/features/tasks/provisional-shape.ts';
import { createPeeker } from '../../../src/renderer/store/peeker.ts';

const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => TaskId.parse(`task-${from + at}`));

/** A peeker whose questions are answered on command, each with all it asked for. */
function startPeeker() {
  const asked: (readonly TaskId[])[] = [];
  const known = new Set<TaskId>();
  let end: ((answer: Result<PeekedTasks, unknown>) => void) | null = null;
  const see = createPeeker({
    ask(wanted) {
      asked.push(wanted);
      return new Promise((resolve) => {
        end = resolve;
      });
    },
    isWanted: (id) => !known.has(id),
    note: ({ found }) => found.forEach((id) => known.add(id)),
  });
  return {
    see,
    asked,
    settle: () => vi.advanceTimersByTimeAsync(1000),
    answer: async (found = asked.at(-1) ?? []) => {
      end?.(ok({ found, without: [] }));
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe('files of tasks in sight', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('are looked into in small parts once the list stands still, each once', async () => {
    const { see, asked, settle, answer } = startPeeker();
    see(ids(0, 30));
    expect(asked).toEqual([]);
    await settle();
    await answer();
    await answer();
    await answer();
    expect(asked).toEqual([ids(0, 12), ids(12, 24), ids(24, 30)]);
    see(ids(20, 40));
    await settle();
    await answer();
    expect(asked.slice(3)).toEqual([ids(30, 40)]);
  });

  test('are left alone when they were scrolled past, or away', async () => {
    const { see, asked, settle, answer } = startPeeker();
    for (let from = 0; from < 5000; from += 50) see(ids(from, from + 50));
    await settle();
    expect(asked).toEqual([ids(4950, 4962)]);
    see(ids(0, 5));
    await answer();
    expect(asked.length).toBe(1);
    await settle();
    expect(asked.slice(1)).toEqual([ids(0, 5)]);
  });

  test('are not asked for twice at once, and not again what was not reached until the list moves', async () => {
    const { see, asked, settle, answer } = startPeeker();
    see(ids(0, 3));
    await settle();
    see(ids(0, 4));
    await settle();
    expect(asked.length).toBe(1);
    await answer([]);
    expect(asked.slice(1)).toEqual([ids(0, 4)]);
    await answer([]);
    see(ids(0, 4));
    await settle();
    expect(asked.length).toBe(2);
    see(ids(1, 5));
    await settle();
    expect(asked.slice(2)).toEqual([ids(1, 5)]);
  });
});

test.each([
  [[{ longEdge: 200 }], { maxWidth: 200, maxHeight: 200, ratio: null }],
  [[{ width: 300, height: 100, fit: 'cover' }], { maxWidth: 300, maxHeight: 100, ratio: 3 }],
  [[{ width: 300, height: 100 }], { maxWidth: 300, maxHeight: 100, ratio: null }],
  [[{ width: 64 }], { maxWidth: 64, maxHeight: null, ratio: null }],
  [[{ percent: 50 }], { maxWidth: null, maxHeight: null, ratio: null }],
  [
    [
      { name: 'a', longEdge: 100 },
      { name: 'b', longEdge: 1600 },
      { name: 'c', longEdge: 400 },
    ],
    { maxWidth: 400, maxHeight: 400, ratio: null },
  ],
])('of a recipe with %j the picture has the shape of the result', (outputs, shape) => {
  expect(provisionalShape(Recipe.parse({ outputs }))).toEqual(shape);
});

test.each([
  [1, { width: 160, height: 120 }, 'inset(0.00% 12.50%)'],
  [1, { width: 120, height: 160 }, 'inset(12.50% 0.00%)'],
  [4 / 3, { width: 160, height: 120 }, 'inset(0.00% 0.00%)'],
])('a crop to %d of %j shows its middle', (ratio, size, inset) => {
  expect(cutTo(ratio, size)).toBe(inset);
});
