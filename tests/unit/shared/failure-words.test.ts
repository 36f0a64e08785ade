import { expect, test } from 'vitest';
import { failure, failureCodes } from '../../../src/shared/task/failure.ts';
import { failureLine } from '../../../src/shared/task/failure-words.ts';

test.each(failureCodes)('%s is one plain line of at most 160 characters', (code) => {
  const line = failureLine(failure(code));
  expect(line).toMatch(/^[A-Z][^\n]+\.$/);
  expect(line.length).toBeLessThanOrEqual(160);
});

test.each(failureCodes)('%s never shows the name of its code', (code) => {
  expect(failureLine(failure(code))).not.toContain(code);
});

test('an unknown kind of file is called by its name', () => {
  expect(failureLine(failure('format-unsupported', 'an EPS drawing'))).toContain(
    'This is an EPS drawing; Thumbline cannot read those.',
  );
});
