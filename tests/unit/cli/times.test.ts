import { expect, it } from 'vitest';
import { humanTime } from '../../../src/cli/report/times.ts';

it('writes times for people', () => {
  expect([0, 420, 9_949, 9_960, 59_400, 60_000, 200_000, 7_500_000].map(humanTime)).toEqual([
    '0.0 s',
    '0.4 s',
    '9.9 s',
    '10 s',
    '59 s',
    '1 min 0 s',
    '3 min 20 s',
    '2 h 5 min',
  ]);
});
