// Makes a release in a copy of the checkout. The checkout itself gets it in the last step, as a whole.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeChecksums } from './checksums.js';
import { git } from './git.js';
import { mainBranch, treeProblems } from './problems.js';
import { releaseTexts } from './release-texts.js';

/** Has `remove` called when this is over, also by a program that is ended. */
async function removing(remove, work) {
  process.once('exit', remove);
  try {
    return await work();
  } finally {
    process.off('exit', remove);
    remove();
  }
}

const removeFolder = (folder) => rmSync(folder, { recursive: true, force: true });

/** Lays the packages into `release/1.2.3` under their final name, or not at all. */
async function keepPackages(from, to) {
  const files = readdirSync(from, { withFileTypes: true }).filter((entry) => entry.isFile());
  mkdirSync(join(to, '..'), { recursive: true });
  const partial = mkdtempSync(`${to}.partial-`);
  await removing(
    () => removeFolder(partial),
    async () => {
      for (const { name } of files) cpSync(join(from, name), join(partial, name));
      await writeChecksums(partial);
      removeFolder(to);
      renameSync(partial, to);
    },
  );
}

/** Throws where the checkout is no longer what the release was begun with. */
function checkUntouched(root, start) {
  const [problem] = treeProblems(root);
  const isMoved = git(root, 'rev-parse', 'HEAD') !== start;
  if (problem === undefined && !isMoved) return;
  const why = problem ?? 'Something was committed meanwhile.';
  throw new Error(`${why} Nothing was released; run it once more.`);
}

/** The tag comes first: while main is not there yet, the same command ends what was begun. */
function takeOver(root, { copy, tag }) {
  git(root, 'fetch', '--quiet', copy, `refs/tags/${tag}:refs/tags/${tag}`);
  git(root, 'merge', '--quiet', '--ff-only', tag);
}

/** Whether a run that was broken off in its last step left its tag, and main has only to follow. */
export function isHalfDone(root, version) {
  const tag = `v${version}`;
  if (git(root, 'tag', '--list', tag) !== tag) return false;
  if (git(root, 'branch', '--show-current') !== mainBranch) return false;
  return git(root, 'rev-parse', `${tag}^{commit}^`) === git(root, 'rev-parse', 'HEAD');
}

export const endHalfDone = (root, version) =>
  git(root, 'merge', '--quiet', '--ff-only', `v${version}`);

/**
 * Commits and tags the release, with its packages in `release/1.2.3`. `build` gets the folder of a copy that holds the new
 * version, and puts packages into `release` there. When it fails or ends early, the checkout is as it was.
 */
export async function makeRelease(root, { version, date, build }) {
  const folder = mkdtempSync(join(tmpdir(), 'thumbline-release-'));
  const make = async () => {
    const copy = join(folder, 'checkout');
    const start = git(root, 'rev-parse', 'HEAD');
    git(
      root,
      'clone',
      '--quiet',
      '--no-local',
      '--single-branch',
      '--branch',
      mainBranch,
      root,
      copy,
    );
    for (const [path, text] of Object.entries(releaseTexts(copy, { version, date }))) {
      writeFileSync(join(copy, path), text);
    }
    for (const name of ['user.name', 'user.email']) {
      git(copy, 'config', name, git(root, 'config', name));
    }
    const tag = `v${version}`;
    git(copy, 'commit', '--quiet', '--all', '--message', `Release ${version}`);
    git(copy, 'tag', '--annotate', tag, '--message', `Thumbline ${version}`);
    await build(copy);
    if (!existsSync(join(copy, 'release'))) throw new Error('The build made no package.');
    const kept = join(root, 'release', version);
    checkUntouched(root, start);
    await keepPackages(join(copy, 'release'), kept);
    try {
      checkUntouched(root, start);
    } catch (error) {
      removeFolder(kept);
      throw error;
    }
    takeOver(root, { copy, tag });
  };
  await removing(() => removeFolder(folder), make);
}
