import { expect, test } from 'vitest';
import { failure, failureCodes } from '../../../src/shared/task/failure.ts';
import { failureLine } from '../../../src/shared/task/failure-words.ts';

test.each(failureCodes)('%s is one plain line of at most 160 characters', (code) => {
  const line = failureLine(failure(code));
  expect(line).toMatch(/^[A-Z][^\n]+\.$/);
  expect(line.length).toBeLessThanOrEqual(160);
});

const subjects = [
  '/home/somebody/'.repeat(20),
  `a picture\nin two lines \u202E and ${'so on '.repeat(40)}`,
  'x'.repeat(300),
];

test.each(failureCodes)('%s stays one plain line however long its subject is', (code) => {
  for (const subject of subjects) {
    const line = failureLine(failure(code, subject));
    expect(line).toMatch(/^[^\n\u202E]{20,160}$/);
  }
});

test('of a long folder the end is shown', () => {
  const line = failureLine(failure('output-unwritable', `/very${'/deep'.repeat(50)}/here`));
  expect(line).toMatch(/write to ….*\/here\. /);
});

test.each(failureCodes)('%s never shows the name of its code', (code) => {
  expect(failureLine(failure(code))).not.toContain(code);
});

test('an unknown kind of file is called by its name', () => {
  expect(failureLine(failure('format-unsupported', 'an EPS drawing'))).toContain(
    'This is an EPS drawing; Thumbline cannot read those.',
  );
});
