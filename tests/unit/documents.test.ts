import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '../..');
const below = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((path) => path.replaceAll('\\', '/'));

const places = [
  'src',
  'tests',
  'scripts',
  'bench',
  'docs',
  'samples',
  'packaging',
  'site',
  '.github',
];
const paths = [...below('*'), ...places.flatMap((place) => [place, ...below(`${place}/**`)])];
const rooms = new Set([...places, ...below('src/*').map((path) => path.slice('src/'.length))]);
const documents = paths.filter((path) => path.endsWith('.md') && !path.includes('/fixtures/'));

/** Some packages are called like a file. */
const packages = new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));

/** Of the project: a file by its ending, a folder by its slash or by the room in which it lies. */
function isPath(name: string): boolean {
  if (!/^[\w.-]+(?:\/[\w.*-]+)*\/?$/.test(name)) return false;
  if (packages.has(name)) return false;
  const [first = ''] = name.split('/');
  return /\.(?:tsx?|js|md|css|ya?ml)$/.test(name) || name.endsWith('/') || rooms.has(first);
}

/** Files may be named from any folder down, and without their ending. */
function isThere(name: string): boolean {
  const words = name.replace(/\/$/, '').replaceAll('.', '\\.').replaceAll('*', '[^/]*');
  const wanted = new RegExp(`(?:^|/)${words}(?:\\.tsx?)?$`);
  return paths.some((path) => wanted.test(path));
}

/** Made by a build, or the reader's own. */
const isElsewhere = (name: string) =>
  /^(?:out|node_modules|release|resources|test-results)\//.test(name);

test.each(documents)('%s names only files that are there', (document) => {
  const text = readFileSync(join(root, document), 'utf8').replaceAll(/^```.*?^```/gms, '');
  const named = [...text.matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name);
  const missing = named.filter((name) => isPath(name) && !isElsewhere(name) && !isThere(name));
  const links = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, link = '']) => link);
  const dead = links.filter(
    (link) =>
      !link.includes(':') && !paths.includes(join(dirname(document), link).replaceAll('\\', '/')),
  );
  expect([...missing, ...dead]).toEqual([]);
});
