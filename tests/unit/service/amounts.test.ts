import { expect, test } from 'vitest';
import { parseDurationMs, parseSizeBytes } from '../../../src/service/command/amounts.ts';
import { completeServeOptions } from '../../../src/service/command/serve-options.ts';

test('sizes are read as people write them', () => {
  expect(['500', '20kB', '1.5 GB', '2t'].map(parseSizeBytes)).toEqual([500, 20_000, 1.5e9, 2e12]);
  expect(['', 'many', '-1', '5 PB', '1e9'].map(parseSizeBytes)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

test('times are read as people write them', () => {
  expect(['30s', '15m', '12 h', '7d'].map(parseDurationMs)).toEqual([3e4, 9e5, 4.32e7, 6.048e8]);
  expect(['', '7', '7 weeks', '-1d'].map(parseDurationMs)).toEqual([null, null, null, null]);
});

test('beyond this computer a token is needed', () => {
  expect(completeServeOptions({ host: '0.0.0.0' })).toMatchObject({ ok: false });
  expect(completeServeOptions({ host: '0.0.0.0', token: ['long-enough'] })).toMatchObject({
    ok: true,
  });
  expect(completeServeOptions({ store: 's3://bucket' })).toMatchObject({ ok: false });
});
