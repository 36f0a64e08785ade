import { expect, it } from 'vitest';
import { humanBytes, humanTime, plural } from '../../../src/cli/words.ts';

it('writes sizes for people', () => {
  expect([0, 999, 1000, 9_940, 9_960, 99_600, 999_600, 5_200_000, 3e15].map(humanBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 KB',
    '9.9 KB',
    '10 KB',
    '100 KB',
    '1.0 MB',
    '5.2 MB',
    '3000 TB',
  ]);
});

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

it('counts', () => {
  expect([plural(1, 'picture'), plural(1204, 'picture'), plural(2, 'copy', 'copies')]).toEqual([
    '1 picture',
    '1,204 pictures',
    '2 copies',
  ]);
});
