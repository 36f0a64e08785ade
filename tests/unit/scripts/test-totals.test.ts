import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readTotals, tellSkipped } from '../../../scripts/test-totals.js';
import { tempFolder } from '../../support/temp-folder.ts';

function totalsOf(report: object) {
  const path = join(tempFolder(), 'report.json');
  writeFileSync(path, JSON.stringify(report));
  return readTotals(path);
}

test('names the tests that did not run, of both runners', () => {
  const assertionResults = [
    { fullName: 'a walk finds it', status: 'passed' },
    { fullName: 'a worker reaches no network', status: 'skipped' },
  ];
  const vitest = { numPassedTests: 1, numFailedTests: 0, testResults: [{ assertionResults }] };
  const skipped = ['a worker reaches no network'];
  expect(totalsOf(vitest)).toEqual({ passed: 1, failed: 0, skipped });
  const specs = [{ title: 'drops a folder', tests: [{ status: 'skipped' }] }];
  const stats = { expected: 2, unexpected: 0, flaky: 0, skipped: 1 };
  const playwright = { stats, suites: [{ suites: [{ specs }] }] };
  expect(totalsOf(playwright)).toEqual({ passed: 2, failed: 0, skipped: ['drops a folder'] });
});

test('says them aloud, as a fault where the system has all that they need', () => {
  const said = vi.spyOn(console, 'log').mockReturnValue();
  onTestFinished(() => said.mockRestore());
  expect(tellSkipped([], { hasAll: true })).toBe(false);
  expect(said).not.toHaveBeenCalled();
  expect(tellSkipped(['one'], { hasAll: true })).toBe(true);
  expect(tellSkipped(['two'], { hasAll: false })).toBe(false);
  expect(said.mock.calls.flat().join('\n')).toMatch(/did NOT run:\s+one\s[^]*Linux[^]*two/);
});
