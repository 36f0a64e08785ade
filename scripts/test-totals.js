// Adds up what the test runners wrote down.
import { existsSync, readFileSync } from 'node:fs';

const none = { passed: 0, failed: 0 };

function fromVitest({ numPassedTests, numFailedTests }) {
  return { passed: numPassedTests, failed: numFailedTests };
}

function fromPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
}

/** `{ passed, failed }` of one report; nothing when the runner did not get that far. A skipped test counts as failed. */
export function readTotals(path) {
  if (!existsSync(path)) return none;
  const report = JSON.parse(readFileSync(path, 'utf8'));
  if ('stats' in report) return fromPlaywright(report);
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  const { passed, failed } = fromVitest(report);
  return { passed, failed: failed + skipped };
}
