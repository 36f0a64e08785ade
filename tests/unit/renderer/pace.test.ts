import { expect, test } from 'vitest';
import { Pace } from '../../../src/renderer/store/pace.ts';

function paceOf(settledBySecond: readonly number[]): Pace {
  const pace = new Pace();
  for (const [second, settled] of settledBySecond.entries()) pace.sample(second * 1000, settled);
  return pace;
}

test('says nothing before it has seen enough', () => {
  expect(paceOf([0, 10]).estimate(100)).toBeNull();
  expect(paceOf([0, 0, 0, 0]).estimate(100)).toBeNull();
});

test('tells a steady pace and what is left at it', () => {
  const estimate = paceOf([0, 10, 20, 30, 40]).estimate(100);
  expect(estimate?.perSecond).toBeCloseTo(10);
  expect(estimate?.leftMs).toBeCloseTo(10_000);
});

test('stays calm when one second is slow', () => {
  const perSecond = paceOf([0, 10, 20, 30, 40, 50, 50]).estimate(1)?.perSecond ?? 0;
  expect(perSecond).toBeGreaterThan(9);
});

test('begins anew when tasks were cleared', () => {
  const pace = paceOf([0, 100, 200, 300]);
  for (let second = 4; second < 30; second += 1) pace.sample(second * 1000, second - 4);
  expect(pace.estimate(10)?.perSecond).toBeCloseTo(1, 1);
});
