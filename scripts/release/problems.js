// What keeps a release from being made, each in one line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unreleasedWords } from './changelog.js';
import { git } from './git.js';
import { versionProblem } from './versions.js';

export const mainBranch = 'main';

/** Empty on main, with all that is there committed. */
export function treeProblems(root) {
  const branch = git(root, 'branch', '--show-current');
  const changed = git(root, 'status', '--porcelain').split('\n').filter(Boolean);
  return [
    branch === mainBranch ? [] : [`This is the branch ${branch || '(none)'}, not ${mainBranch}.`],
    changed.length === 0
      ? []
      : [`${changed.length} files are not committed: ${changed[0]?.slice(3)} is one.`],
  ].flat();
}

/** The addresses that people are given. All stand in package.json and nowhere else. */
export function addressProblems({ homepage, repository, bugs, author }) {
  const addresses = {
    homepage,
    'repository.url': repository?.url,
    'bugs.url': bugs?.url,
    'author.email': author?.email,
  };
  const isMissing = (address) => !address || /\.example(?:[/:>]|$)/.test(address);
  const names = Object.keys(addresses).filter((name) => isMissing(addresses[name]));
  if (names.length === 0) return [];
  return [`package.json names no real address yet for ${names.join(', ')}.`];
}

/** What README says that is not so. */
export function readmeProblems(readme, { engines, scripts }) {
  const oldest = engines.node.replace('>=', '');
  const named = [...readme.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name);
  const unknown = [...new Set(named)].filter((name) => !(name in scripts));
  return [
    readme.includes(`Node ${oldest}`) ? [] : [`README does not say that Node ${oldest} is needed.`],
    unknown.length === 0 ? [] : [`README names npm run ${unknown.join(', ')}, which is not there.`],
  ].flat();
}

/** Empty where `wanted` can be released from this checkout. */
export function releaseProblems(root, wanted) {
  const read = (name) => readFileSync(join(root, name), 'utf8');
  const manifest = JSON.parse(read('package.json'));
  const tags = git(root, 'tag', '--list', 'v*').split('\n').filter(Boolean);
  const version = versionProblem(wanted, { current: manifest.version, tags });
  const isSilent = unreleasedWords(read('CHANGELOG.md')) === '';
  return [
    ...treeProblems(root),
    ...(version === null ? [] : [version]),
    ...(isSilent ? ['CHANGELOG.md has no line under "Unreleased".'] : []),
    ...readmeProblems(read('README.md'), manifest),
    ...addressProblems(manifest),
  ];
}
