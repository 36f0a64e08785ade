// npm test: everything, in order, ending at the first step that fails. Nothing is skipped.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';
import { requireRunnableElectron } from './system-packages.js';
import { requireTestPrograms } from './test-programs.js';
import { readTotals } from './test-totals.js';

const reports = join(root, '.cache', 'reports');
const tool = (...path) => join(root, 'node_modules', ...path);
const reportOf = (name) => join(reports, `${name}.json`);

function vitest(name) {
  const reporters = [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf(name)}`,
  ];
  return { name, run: [tool('vitest', 'vitest.mjs'), 'run', '--project', name, ...reporters] };
}

const steps = [
  {
    name: 'format',
    run: [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
  {
    name: 'lint',
    run: [
      tool('oxlint', 'bin', 'oxlint'),
      '--type-aware',
      '--deny-warnings',
      'src',
      'tests',
      'scripts',
    ],
  },
  { name: 'types', run: [join(root, 'scripts', 'check-types.js')] },
  vitest('unit'),
  vitest('contract'),
  { name: 'build', run: [join(root, 'scripts', 'build.js')] },
  vitest('integration'),
  vitest('built'),
  { name: 'e2e', run: [join(root, 'scripts', 'e2e.js')] },
];

function runStep({ name, run }, node) {
  console.log(`\n── ${name} ──`);
  const startedAt = Date.now();
  const { status } = spawnSync(node, run, {
    cwd: root,
    stdio: 'inherit',
    env: toolEnvironment({ PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf('e2e') }),
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return status === 0;
}

function sumTotals() {
  const totals = ['unit', 'contract', 'integration', 'built', 'e2e'].map((name) =>
    readTotals(reportOf(name)),
  );
  const sum = (key) => totals.reduce((count, total) => count + total[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

const node = requireNode();
const electron = await requireRunnableElectron({
  needsXvfb: process.env.THUMBLINE_USE_DISPLAY !== '1',
});
requireTestPrograms();
const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
console.log(`Node ${stdout.trim()} (${node})`);
console.log(`Electron ${electron.version}, ${electron.origin} (${electron.path})`);

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const failedStep = steps.find((step) => !runStep(step, node));
const { passed, failed } = sumTotals();
console.log(
  failedStep === undefined ? '\nEvery step passed.' : `\nThe step "${failedStep.name}" failed.`,
);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failedStep === undefined ? 0 : 1;
