import { expect, test } from 'vitest';
import { rowPlaces } from '../../../src/renderer/features/tasks/row-places.ts';
import { rowPlan } from '../../../src/renderer/features/tasks/row-plan.ts';

const sizes = { headHeight: 84, rowHeight: 48, padding: { start: -12, end: 24 } };

/** Batches of so many tasks each. */
function groupsOf(counts: readonly number[]) {
  let from = 0;
  return counts.map((count, place) => {
    const group = { batchId: `batch ${place}`, from, count };
    from += count;
    return group;
  });
}

const plans = {
  'one batch': rowPlan(11, [], 3),
  'several batches': rowPlan(12, groupsOf([5, 0, 1, 6]), 3),
  'a folded batch at the end': rowPlan(4, groupsOf([4, 0]), 1),
};

test.each(Object.entries(plans))('rows of %s follow each other without a gap', (_name, plan) => {
  const places = rowPlaces(plan, sizes);
  let end = sizes.padding.start;
  for (let row = 0; row < plan.count; row += 1) {
    expect(places.topOf(row)).toBe(end);
    end += plan.headOf(row) ? sizes.headHeight : sizes.rowHeight;
    expect(places.endOf(row)).toBe(end);
  }
  expect(places.height).toBe(end + sizes.padding.end);
});

test.each(Object.entries(plans))(
  'every pixel of %s is of the row that stands there',
  (_name, plan) => {
    const places = rowPlaces(plan, sizes);
    for (let row = 0; row < plan.count; row += 1) {
      for (let top = places.topOf(row); top < places.endOf(row); top += 1)
        expect(places.rowsBetween(top, places.endOf(row) - 1)).toEqual({ first: row, last: row });
    }
    expect(places.rowsBetween(-500, places.height + 500)).toEqual({
      first: 0,
      last: plan.count - 1,
    });
  },
);

test('nothing is in sight of an empty list', () => {
  const places = rowPlaces(rowPlan(0, [], 3), sizes);
  expect(places.rowsBetween(0, 600)).toEqual({ first: 0, last: -1 });
  expect(places.height).toBe(12);
});
