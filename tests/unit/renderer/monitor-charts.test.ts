import { expect, test } from 'vitest';
import {
  countTop,
  linePaths,
  stepWords,
  timeTop,
} from '../../../src/renderer/features/monitor/chart-shapes.tsx';
import { durationWords } from '../../../src/renderer/words/times.ts';

test('a chart of counts ends at a round number whose half is whole', () => {
  const highest = [0, 3, 10, 11, 40, 41, 199, 201, 5100, 99_999];
  expect(highest.map(countTop)).toEqual([10, 10, 10, 20, 40, 60, 200, 400, 6000, 100_000]);
});

test('a chart of times ends at a time that people would say', () => {
  const longest = [0, 7, 11, 588, 999, 1001, 15_000, 59_000, 61_000, 340_000, 5_000_000];
  expect(longest.map((ms) => durationWords(timeTop(ms)))).toEqual([
    '10 ms',
    '10 ms',
    '20 ms',
    '600 ms',
    '1 s',
    '2 s',
    '20 s',
    '1 min',
    '2 min',
    '6 min',
    '2 h 0 min',
  ]);
});

test('no value is ever above the top', () => {
  for (let value = 1; value < 20_000_000; value = Math.ceil(value * 1.13)) {
    expect(countTop(value)).toBeGreaterThanOrEqual(value);
    expect(timeTop(value)).toBeGreaterThanOrEqual(value);
  }
});

test('a line breaks where nothing was measured, and what stands alone is a dot', () => {
  expect(linePaths([10, 5, null, null, 10, null, 0], 10)).toEqual({
    line: 'M0.5 0L1.5 0.5',
    dots: 'M4.5 0h0M6.5 1h0',
  });
  expect(linePaths([null, null], 10)).toEqual({ line: '', dots: '' });
});

test('steps are told by how long ago they were', () => {
  expect([59, 58, 46, 0].map(stepWords)).toEqual([
    'Now',
    '10 s ago',
    '2 min 10 s ago',
    '9 min 50 s ago',
  ]);
});
