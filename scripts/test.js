// npm test: everything, in order, ending at the first step that fails. Skipped tests are named.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';
import { canMakeNamespaces } from './sandbox.js';
import { requireRunnableElectron } from './system-packages.js';
import { testFolder } from './test-folder.js';
import { requireTestPrograms } from './test-programs.js';
import { readTotals, tellSkipped } from './test-totals.js';

const reports = join(root, '.cache', 'reports');
const tool = (...path) => join(root, 'node_modules', ...path);
const reportOf = (name) => join(reports, `${name}.json`);

function vitest(...projects) {
  const name = projects.join(' and ');
  const reporters = [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf(name)}`,
  ];
  const chosen = projects.flatMap((project) => ['--project', project]);
  return { name, run: [tool('vitest', 'vitest.mjs'), 'run', ...chosen, ...reporters] };
}

const format = { name: 'format', run: [tool('oxfmt', 'bin', 'oxfmt'), '--check'] };
// The linter's type checker holds each file against its room's tsconfig, as `npm run check:types` does, and has read
// every file already.
const lint = {
  name: 'lint and types',
  // The type checker is a Go program that spent a third of its time on collecting garbage. The limit is a soft one.
  env: { GOGC: '400', GOMEMLIMIT: '3GiB' },
  run: [tool('oxlint', 'bin', 'oxlint'), '--type-aware', '--type-check', '--deny-warnings'],
};

/** One after the other; those in one list at the same time. */
const steps = [
  [lint, format],
  [vitest('unit')],
  // The contract's files run one at a time, so that there is a core for the build.
  [vitest('contract'), { name: 'build', run: [join(root, 'scripts', 'build.js')] }],
  [vitest('integration', 'built')],
  [{ name: 'e2e', run: [join(root, 'scripts', 'e2e.js')] }],
];

/** Answers whether it passed. What steps beside each other print is kept apart: each is shown when it has ended. */
async function runStep({ name, run, env = {} }, { node, folder, isAlone }) {
  if (isAlone) console.log(`\n── ${name} ──`);
  const startedAt = Date.now();
  const child = spawn(node, run, {
    cwd: root,
    stdio: isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: toolEnvironment({ ...env, TMPDIR: folder, PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf('e2e') }),
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => (printed += text));
  }
  const [code] = await once(child, 'close');
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (!isAlone) console.log(`\n── ${name} ──\n${printed.trim()}`.trimEnd());
  console.log(`${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return code === 0;
}

/** The names of those that failed at the first place where one did. */
async function runSteps(programs) {
  for (const beside of steps) {
    const isAlone = beside.length === 1;
    const passed = await Promise.all(beside.map((step) => runStep(step, { ...programs, isAlone })));
    const failed = beside.filter((_, at) => !passed[at]);
    if (failed.length > 0) return failed.map(({ name }) => name);
  }
  return [];
}

function sumTotals() {
  const totals = ['unit', 'contract', 'integration and built', 'e2e'].map((name) =>
    readTotals(reportOf(name)),
  );
  const sum = (key) => totals.reduce((count, total) => count + total[key], 0);
  const skipped = totals.flatMap((total) => total.skipped);
  return { passed: sum('passed'), failed: sum('failed'), skipped };
}

const node = requireNode();
const electron = await requireRunnableElectron({
  needsXvfb: process.env.THUMBLINE_USE_DISPLAY !== '1',
});
requireTestPrograms();
const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
const folder = testFolder();
console.log(`Node ${stdout.trim()} (${node}), files of tests in ${folder}`);
console.log(`Electron ${electron.version}, ${electron.origin} (${electron.path})`);

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const startedAt = Date.now();
const failedSteps = await runSteps({ node, folder });
const { passed, failed, skipped } = sumTotals();
const hasAll = process.platform === 'linux' && canMakeNamespaces();
const isIncomplete = tellSkipped(skipped, { hasAll });
const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1);
console.log(
  failedSteps.length === 0
    ? `\nEvery step passed, in ${minutes} minutes.`
    : `\nFailed: ${failedSteps.join(', ')}.`,
);
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = failedSteps.length === 0 && !isIncomplete ? 0 : 1;
