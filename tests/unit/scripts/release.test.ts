import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { releaseWords, unreleasedWords } from '../../../scripts/release/changelog.js';
import { endHalfDone, isHalfDone, makeRelease } from '../../../scripts/release/make-release.js';
import {
  addressProblems,
  readmeProblems,
  releaseProblems,
} from '../../../scripts/release/problems.js';
import { versionPlaces } from '../../../scripts/release/release-texts.js';
import { madeElsewhere, madeHere } from '../../../scripts/release/targets.js';
import { versionProblem } from '../../../scripts/release/versions.js';
import { tempFolder } from '../../support/temp-folder.ts';

const root = resolve(import.meta.dirname, '../../..');
const ours = (path: string) => readFileSync(join(root, path), 'utf8');
const git = (folder: string, ...words: string[]) =>
  execFileSync('git', words, { cwd: folder, encoding: 'utf8' }).trim();

/** As a person would have them who has decided where the project lives. */
function withAddresses(text: string): string {
  const manifest = JSON.parse(text) as { repository: object; bugs: object; author: object };
  const address = 'https://thumbline.invalid/';
  Object.assign(manifest, { homepage: address });
  Object.assign(manifest.repository, { url: address });
  Object.assign(manifest.bugs, { url: address });
  Object.assign(manifest.author, { email: 'makers@thumbline.invalid' });
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** A checkout of what a release looks at and writes, with one commit on main. */
function checkout(more: readonly string[] = []): string {
  const folder = join(tempFolder(), 'checkout');
  for (const path of [...Object.keys(versionPlaces), 'README.md', '.gitignore', ...more]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  writeFileSync(join(folder, 'package.json'), withAddresses(ours('package.json')));
  const changes =
    '# Changelog\n\n## Unreleased\n\n- Pictures are round.\n\n## 0.0.9 (2026-01-01)\n\n- Old.\n';
  writeFileSync(join(folder, 'CHANGELOG.md'), changes);
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  git(folder, 'config', 'user.name', 'A maintainer');
  git(folder, 'config', 'user.email', 'someone@thumbline.invalid');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'Begin');
  return folder;
}

/** For those that start git or the script several times. */
const limitMs = 120_000;
const facts = { version: '7.0.1', date: '2026-12-24' };
const stateOf = (folder: string) => ({
  head: git(folder, 'rev-parse', 'HEAD'),
  tags: git(folder, 'tag'),
  status: git(folder, 'status', '--porcelain', '--ignored'),
});

/** What stands where packages would be. */
function buildsPackage(copy: string): Promise<void> {
  mkdirSync(join(copy, 'release', 'linux-unpacked'), { recursive: true });
  writeFileSync(join(copy, 'release', 'thumbline.deb'), readFileSync(join(copy, 'package.json')));
  return Promise.resolve();
}

test.each([
  ['0.2.0', null],
  ['0.1.0', null],
  ['0.10.0', null],
  ['0.0.9', '0.0.9 is older than 0.1.0; next would be 0.1.1, 0.2.0 or 1.0.0.'],
  ['0.2', '0.2 is no version: it looks like 0.2.0.'],
  ['v0.2.0', 'v0.2.0 is no version: it looks like 0.2.0.'],
])('before anything was released, %s is answered with %s', (wanted, problem) => {
  expect(versionProblem(wanted, { current: '0.1.0', tags: [] })).toBe(problem);
});

test('a version that was released, or is older than one, is refused', () => {
  const known = { current: '0.1.0', tags: ['v0.9.0', 'v0.10.0', 'version-of-mine'] };
  expect(versionProblem('0.10.0', known)).toContain('released already');
  expect(versionProblem('0.9.5', known)).toContain('next would be 0.10.1');
  expect(versionProblem('0.10.1', known)).toBeNull();
});

test('our own changelog and README are ready for a release', () => {
  expect(unreleasedWords(ours('CHANGELOG.md'))).toContain('- ');
  const manifest = JSON.parse(ours('package.json')) as Parameters<typeof readmeProblems>[1];
  expect(readmeProblems(ours('README.md'), manifest)).toEqual([]);
});

test('addresses that are nobody’s keep a release from being made', () => {
  const real = {
    homepage: 'https://thumbline.invalid/',
    repository: { url: 'https://thumbline.invalid/' },
    bugs: { url: 'https://thumbline.invalid/issues' },
    author: { email: 'makers@thumbline.invalid' },
  };
  expect(addressProblems(real)).toEqual([]);
  const [line] = addressProblems({ ...real, bugs: { url: 'https://x.example/issues' } });
  expect(line).toBe('package.json names no real address yet for bugs.url.');
});

test('a draft has every kind of package, their sums and the words of its version', () => {
  const folder = tempFolder();
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "version": "7.0.1" }');
  writeFileSync(join(folder, 'CHANGELOG.md'), '## 7.0.1 (2026-12-24)\n\n- Round.\n');
  const packages = join(folder, 'packages');
  mkdirSync(packages);
  const script = join(folder, 'scripts/release/prepare-draft.js');
  const prepare = (tag: string) =>
    spawnSync(process.execPath, [script, tag, packages], { encoding: 'utf8' });
  for (const ending of ['deb', 'rpm', 'AppImage', 'tar.gz', 'dmg', 'zip', 'tgz']) {
    writeFileSync(join(packages, `thumbline.${ending}`), ending);
  }
  expect(prepare('v7.0.1')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'No draft of v7.0.1: No package ends in .exe.\n',
  });
  writeFileSync(join(packages, 'thumbline.exe'), 'exe');
  expect(prepare('v7.0.2').stderr).toContain('package.json says 7.0.1');
  expect(prepare('v7.0.1')).toMatchObject({ status: 0, stdout: '- Round.\n', stderr: '' });
  expect(readFileSync(join(packages, 'SHA256SUMS'), 'utf8').split('\n')).toHaveLength(9);
});

test('each system is told what to make of the tag, and this one what it lacks', () => {
  const config = parse(ours('electron-builder.yml'));
  const here = { platform: 'linux', arch: 'x64' } as const;
  const made = madeHere(config, here, (program: string) => program !== 'rpmbuild');
  expect(made.targets).toEqual(['deb', 'AppImage', 'tar.gz']);
  expect(made.lacking).toEqual([{ target: 'rpm', program: 'rpmbuild' }]);
  const lines = madeElsewhere(config, here, 'v7.0.1');
  expect(lines.map((line) => line.split(':')[0])).toEqual(['Linux arm64', 'macOS', 'Windows']);
  expect(lines[1]).toContain('git checkout v7.0.1');
  const onMac = madeElsewhere(config, { platform: 'darwin', arch: 'arm64' }, 'v7.0.1');
  expect(onMac.map((line) => line.split(':')[0])).toEqual(['Linux x64', 'Linux arm64', 'Windows']);
});

test(
  'a release is one commit and one tag, with its packages and their sums',
  async () => {
    const folder = checkout();
    expect(releaseProblems(folder, '7.0.1')).toEqual([]);
    await makeRelease(folder, { ...facts, build: buildsPackage });
    expect(git(folder, 'log', '--format=%s', 'v7.0.1')).toBe('Release 7.0.1\nBegin');
    expect(git(folder, 'rev-parse', 'HEAD')).toBe(git(folder, 'rev-parse', 'v7.0.1^{commit}'));
    const read = (path: string) => readFileSync(join(folder, path), 'utf8');
    const lock = JSON.parse(read('package-lock.json')) as Record<string, Record<string, object>>;
    expect(lock).toMatchObject({ version: '7.0.1', packages: { '': { version: '7.0.1' } } });
    for (const path of Object.keys(versionPlaces)) expect(read(path), path).toContain('7.0.1');
    const changes = read('CHANGELOG.md');
    expect(releaseWords(changes, '7.0.1')).toBe('- Pictures are round.');
    expect(unreleasedWords(changes)).toBe('');
    expect(changes).toContain('## 7.0.1 (2026-12-24)');
    const packages = join(folder, 'release', '7.0.1');
    expect(readdirSync(packages).toSorted()).toEqual(['SHA256SUMS', 'thumbline.deb']);
    const bytes = readFileSync(join(packages, 'thumbline.deb'));
    // The build saw the new version.
    expect(String(bytes)).toContain('"version": "7.0.1"');
    const sum = createHash('sha256').update(bytes).digest('hex');
    expect(read('release/7.0.1/SHA256SUMS')).toBe(`${sum}  thumbline.deb\n`);
    expect(releaseProblems(folder, '7.0.2')).toEqual([
      'CHANGELOG.md has no line under "Unreleased".',
    ]);
  },
  limitMs,
);

test(
  'a build that fails leaves the checkout as it was',
  async () => {
    const folder = checkout();
    const before = stateOf(folder);
    const build = async (copy: string) => {
      await buildsPackage(copy);
      throw new Error('The disk is full.');
    };
    await expect(makeRelease(folder, { ...facts, build })).rejects.toThrow('The disk is full.');
    expect(stateOf(folder)).toEqual(before);
  },
  limitMs,
);

test(
  'what is committed while a release is built is not lost, and nothing is released',
  async () => {
    const folder = checkout();
    const build = async (copy: string) => {
      await buildsPackage(copy);
      git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Meanwhile');
    };
    await expect(makeRelease(folder, { ...facts, build })).rejects.toThrow('committed meanwhile');
    expect(git(folder, 'tag')).toBe('');
    expect(git(folder, 'log', '-1', '--format=%s')).toBe('Meanwhile');
    // Packages of a version that nobody has would be published by mistake.
    expect(existsSync(join(folder, 'release'))).toBe(false);
  },
  limitMs,
);

test.each([
  [
    'changes a file of the release',
    (folder: string) => writeFileSync(join(folder, 'CHANGELOG.md'), 'Mine.'),
    'files are not committed',
  ],
  [
    'goes to another branch',
    (folder: string) => void git(folder, 'switch', '--quiet', '--create', 'mine'),
    'the branch mine, not main',
  ],
])(
  'nothing is released when somebody %s while a release is built',
  async (_, change, words) => {
    const folder = checkout();
    const build = async (copy: string) => {
      await buildsPackage(copy);
      change(folder);
    };
    await expect(makeRelease(folder, { ...facts, build })).rejects.toThrow(words);
    expect(git(folder, 'tag')).toBe('');
    expect(git(folder, 'log', '--format=%s', '--all')).toBe('Begin');
    expect(existsSync(join(folder, 'release'))).toBe(false);
  },
  limitMs,
);

test(
  'a release that is ended early leaves nothing half-made beside its packages',
  () => {
    const folder = checkout();
    const before = stateOf(folder);
    const script = join(tempFolder(), 'release.mjs');
    const module = new URL('../../../scripts/release/make-release.js', import.meta.url).href;
    writeFileSync(
      script,
      `import { mkdirSync, writeFileSync } from 'node:fs';
      import { join } from 'node:path';
      import { makeRelease } from ${JSON.stringify(module)};
      const build = (copy) => {
        mkdirSync(join(copy, 'release'));
        writeFileSync(join(copy, 'release', 'thumbline.deb'), 'deb');
        // As on SIGTERM, which is heard while the sums are made.
        setImmediate(() => process.exit(1));
      };
      await makeRelease(${JSON.stringify(folder)}, { version: '7.0.1', date: '2026-12-24', build });`,
    );
    expect(spawnSync(process.execPath, [script], { encoding: 'utf8' })).toMatchObject({
      status: 1,
      stderr: '',
    });
    expect(git(folder, 'tag')).toBe(before.tags);
    expect(readdirSync(join(folder, 'release'))).toEqual([]);
  },
  limitMs,
);

test(
  'a release that was broken off between its tag and main is ended by the same command',
  async () => {
    const folder = checkout();
    const start = git(folder, 'rev-parse', 'HEAD');
    expect(isHalfDone(folder, '7.0.1')).toBe(false);
    await makeRelease(folder, { ...facts, build: buildsPackage });
    expect(isHalfDone(folder, '7.0.1')).toBe(false);
    git(folder, 'reset', '--quiet', '--hard', start);
    git(folder, 'switch', '--quiet', '--create', 'mine');
    expect(isHalfDone(folder, '7.0.1')).toBe(false);
    git(folder, 'switch', '--quiet', 'main');
    expect(isHalfDone(folder, '*')).toBe(false);
    expect(isHalfDone(folder, '7.0.1')).toBe(true);
    endHalfDone(folder, '7.0.1');
    expect(git(folder, 'log', '-1', '--format=%s')).toBe('Release 7.0.1');
    expect(git(folder, 'status', '--porcelain')).toBe('');
  },
  limitMs,
);

/** The real script in a checkout where only Electron's copy for tests is. */
function ready(): { folder: string; run: (...words: string[]) => ReturnType<typeof spawnSync> } {
  const folder = checkout(['scripts', 'electron-builder.yml']);
  writeFileSync(join(folder, '.git/info/exclude'), 'node_modules\n');
  const electron = join(folder, 'node_modules/electron');
  mkdirSync(electron, { recursive: true });
  writeFileSync(join(electron, 'package.json'), '{ "version": "45.0.0" }');
  symlinkSync(join(root, 'node_modules/yaml'), join(folder, 'node_modules/yaml'), 'junction');
  const copy = join(folder, '.cache/electron/42.0.0');
  mkdirSync(copy, { recursive: true });
  writeFileSync(join(copy, 'electron'), '');
  const script = join(folder, 'scripts/release.js');
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [script, ...words], { cwd: folder, encoding: 'utf8' });
  return { folder, run };
}

// The copy is for this system alone; elsewhere there is no other Electron than the official one.
test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'the script refuses the copy of Electron for tests in one line, and changes nothing',
  () => {
    const { folder, run } = ready();
    const before = stateOf(folder);
    const tried = run('7.0.1', '--dry-run');
    expect(tried).toMatchObject({ status: 0, stderr: '' });
    expect(tried.stdout).toContain('release/7.0.1');
    expect(tried.stdout).toContain('Nothing was changed.');
    const { status, stdout, stderr } = run('7.0.1');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(String(stderr).trim().split('\n')).toEqual([
      expect.stringContaining('only a copy of Electron 45.0.0 for tests is here'),
    ]);
    expect(stateOf(folder)).toEqual(before);
  },
  limitMs,
);

test(
  'the script names all that is in the way at once',
  () => {
    const { folder, run } = ready();
    writeFileSync(join(folder, 'package.json'), ours('package.json'));
    const { status, stderr } = run('0.0.1');
    expect(status).toBe(1);
    for (const words of ['1 files are not committed', '0.0.1 is older', 'no real address']) {
      expect(stderr).toContain(words);
    }
    expect(existsSync(join(folder, 'release'))).toBe(false);
    expect(run()).toMatchObject({ status: 2 });
  },
  limitMs,
);
