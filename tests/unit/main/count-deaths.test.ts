import { expect, test } from 'vitest';
import { countDeaths } from '../../../src/main/window/count-deaths.ts';

test('three deaths within a minute are too many', () => {
  let time = 0;
  const deaths = countDeaths(() => time);
  expect(deaths.isTooMany(deaths.add())).toBe(false);
  time = 30_000;
  expect(deaths.isTooMany(deaths.add())).toBe(false);
  time = 59_999;
  expect(deaths.isTooMany(deaths.add())).toBe(true);
});

test('deaths of more than a minute ago do not count', () => {
  let time = 0;
  const deaths = countDeaths(() => time);
  const counts = [0, 59_999, 60_000, 119_999, 180_000].map((at) => {
    time = at;
    return deaths.add();
  });
  expect(counts).toEqual([1, 2, 2, 2, 1]);
});

test('who starts over begins to count anew', () => {
  const deaths = countDeaths(() => 0);
  deaths.add();
  deaths.add();
  deaths.forget();
  expect(deaths.add()).toBe(1);
});
