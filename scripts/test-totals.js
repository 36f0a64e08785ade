// Adds up what the test runners wrote down.
import { existsSync, readFileSync } from 'node:fs';

const none = { passed: 0, failed: 0, skipped: [] };

const notRun = new Set(['pending', 'skipped', 'todo', 'disabled']);

function fromVitest({ numPassedTests, numFailedTests, testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = tests.filter(({ status }) => notRun.has(status)).map(({ fullName }) => fullName);
  return { passed: numPassedTests, failed: numFailedTests, skipped };
}

function skippedBelow({ specs = [], suites = [] }) {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'skipped'));
  return [...own.map(({ title }) => title), ...suites.flatMap(skippedBelow)];
}

function fromPlaywright({ stats, suites }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: suites.flatMap(skippedBelow),
  };
}

/** `{ passed, failed, skipped }` of one report, `skipped` by name; nothing when the runner did not get that far. */
export function readTotals(path) {
  if (!existsSync(path)) return none;
  const report = JSON.parse(readFileSync(path, 'utf8'));
  return 'stats' in report ? fromPlaywright(report) : fromVitest(report);
}

/** Names every test that did not run. Answers whether that is a fault: it is where the system has all that they need. */
export function tellSkipped(skipped, { hasAll }) {
  if (skipped.length === 0) return false;
  const why = hasAll ? '' : ', for want of what only a Linux with namespaces has';
  console.log(`\n${skipped.length} tests did NOT run${why}:`);
  for (const name of skipped) console.log(`  ${name}`);
  return hasAll;
}
