import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeTempFolder } from '../e2e/harness/temp-folder.ts';

const root = resolve(import.meta.dirname, '../..');
const onWindows = process.platform === 'win32';

interface Locked {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly link?: boolean }>>;
}

/** Every package that npm installs for people who do not develop Thumbline, as it lies in the checkout. */
function productionPackages(): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Locked;
  return Object.entries(lock.packages)
    .filter(
      ([place, { dev, link }]) => !dev && !link && /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(place),
    )
    .map(([place]) => place.slice('node_modules/'.length));
}

function install(): string {
  // Removed with the process: tests of more than one file use it.
  const folder = makeTempFolder();
  process.once('exit', () => folder.remove());
  // It was built before the tests.
  const words = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder.path];
  const options = { encoding: 'utf8', shell: onWindows } as const;
  const name = execFileSync('npm', words, { ...options, cwd: root }).trim();
  const modules = join(folder.path, 'node_modules');
  const home = join(modules, 'thumbline');
  mkdirSync(home, { recursive: true });
  // Of the packed file alone. What it depends on is what `npm ci` put into the checkout: a registry need not be there.
  execFileSync('tar', ['-xzf', join(folder.path, name), '-C', home, '--strip-components=1']);
  for (const dependency of productionPackages()) {
    const place = join(modules, dependency);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(root, 'node_modules', dependency), place, 'junction');
  }
  return folder.path;
}

let installed: string | undefined;

/** A folder in which Thumbline was installed from what `npm pack` makes. */
export const installedFolder = (): string => (installed ??= install());

/** A file of the installed package. */
export const installedFile = (path: string): string =>
  join(installedFolder(), 'node_modules', 'thumbline', path);
