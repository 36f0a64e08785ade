// npm run release -- 1.2.3 [--dry-run]: commits and tags a release, with the packages that this computer makes. docs/releasing.md
// says what comes before and after.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isStandIn, refuseStandIn } from './electron-for-release.js';
import { findElectron } from './electron-runtime.js';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { endHalfDone, isHalfDone, makeRelease } from './release/make-release.js';
import { releaseProblems } from './release/problems.js';
import { versionPlaces } from './release/release-texts.js';
import { madeElsewhere, madeHere } from './release/targets.js';
import { root } from './root.js';

function readWords() {
  const words = process.argv.slice(2);
  const [version, ...more] = words.filter((word) => word !== '--dry-run');
  if (version !== undefined && more.length === 0 && !version.startsWith('-')) {
    return { version, isDryRun: words.includes('--dry-run') };
  }
  console.error('Say which version: npm run release -- 0.2.0, with --dry-run to change nothing.');
  return process.exit(2);
}

function run(folder, program, words) {
  // There npm is a batch file.
  const shell = process.platform === 'win32' && program === 'npm';
  const { status, signal, error } = spawnSync(program, words, {
    cwd: folder,
    stdio: 'inherit',
    shell,
    env: toolEnvironment(),
  });
  if (status !== 0) throw error ?? new Error(`${words.join(' ')} ended with ${status ?? signal}.`);
}

const build = (targets) => (copy) => {
  run(copy, 'npm', ['ci']);
  const packager = join(copy, 'scripts', 'package.js');
  run(copy, requireNode(), [packager, '--for-release', ...targets]);
  run(copy, 'npm', ['pack', '--pack-destination', 'release']);
};

const listed = (lines) => lines.map((line) => `  - ${line}`).join('\n');

function plan(config, { version, date }) {
  const { targets, lacking } = madeHere(config, process);
  const here = [...(targets.length > 0 ? targets : ['all that is configured']), 'npm (.tgz)'];
  const missing = lacking.map(
    ({ target, program }) => `${target} needs ${program}, which is not installed here`,
  );
  return `Thumbline ${version}, ${date}
Written anew: ${Object.keys(versionPlaces).join(', ')}
Made here, into release/${version}:
${listed([...here, ...missing])}
Made elsewhere, by pushing the tag (.github/workflows/release.yml) or by hand:
${listed(madeElsewhere(config, process, `v${version}`))}`;
}

const { version, isDryRun } = readWords();
// What was begun is removed on the way out.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => process.exit(1));
}
if (!isDryRun && isHalfDone(root, version)) {
  endHalfDone(root, version);
  console.log(
    `${version} was tagged already; main has followed. Its packages are in release/${version}.`,
  );
  process.exit(0);
}
const problems = releaseProblems(root, version);
if (problems.length > 0) {
  console.error(`${version} cannot be released yet:\n${listed(problems)}`);
  if (!isDryRun) process.exit(1);
  process.exitCode = 1;
}
const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
const date = new Date().toISOString().slice(0, 10);
if (isDryRun) {
  console.log(plan(config, { version, date }));
  const electron = findElectron();
  if (electron !== null && isStandIn(electron)) {
    console.log(`Electron is a copy for tests here, with which nothing is released.`);
  }
  console.log('Nothing was changed.');
} else {
  refuseStandIn(findElectron());
  console.log(plan(config, { version, date }));
  await makeRelease(root, { version, date, build: build(madeHere(config, process).targets) });
  console.log(
    `Released: git push --follow-tags origin main publishes it. docs/releasing.md says what follows.`,
  );
}
