import { expect, it } from 'vitest';
import { parseSize } from '../../../src/cli/args/typed-values.ts';

it('reads a box, a square and a single edge', () => {
  expect(parseSize('300x200')).toEqual({ width: 300, height: 200 });
  expect(parseSize('300X200')).toEqual({ width: 300, height: 200 });
  expect(parseSize('300×200')).toEqual({ width: 300, height: 200 });
  expect(parseSize(' 300 ')).toEqual({ width: 300, height: 300 });
  expect(parseSize('300x')).toEqual({ width: 300, height: null });
  expect(parseSize('x200')).toEqual({ width: null, height: 200 });
});

it.each(['', 'x', 'abc', '0', '0x10', '10x0', '-5', '1.5', '99999', '10x20x30', '1e3'])(
  'refuses %j',
  (text) => {
    expect(parseSize(text)).toBe(null);
  },
);
