import { expect, it } from 'vitest';
import { throttle } from '../../../../src/engine/saving/throttle.ts';

it('tells progress at once, then at most once in each interval', () => {
  let time = 0;
  const told: number[] = [];
  const tell = throttle((value: number) => told.push(value), { intervalMs: 100, now: () => time });
  for (const at of [0, 1, 99, 100, 150, 260]) {
    time = at;
    tell(at);
  }
  expect(told).toEqual([0, 100, 260]);
});
