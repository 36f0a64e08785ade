import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, extname, join, parse, posix, resolve } from 'node:path';
import { isInside } from '../../files/paths.ts';

/** `folder` and all above it. */
function upFrom(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upFrom(above)];
}

function namesUnder(field: string, told: object): string[] {
  const names: unknown = Reflect.get(told, field);
  return typeof names === 'object' && names !== null ? Object.keys(names) : [];
}

/** What a package says of itself; nothing where that cannot be read. */
function toldBy(packageFolder: string): object {
  try {
    const told: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
    return typeof told === 'object' && told !== null ? told : {};
  } catch {
    return {};
  }
}

/** The packages that one asks for. */
function wantedBy(packageFolder: string): string[] {
  const told = toldBy(packageFolder);
  return ['dependencies', 'optionalDependencies'].flatMap((field) => namesUnder(field, told));
}

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** The first name of a path or pattern within a package. */
const firstName = (path: string) => posix.normalize(path).replace(/^\//, '').split('/')[0] ?? '';

/**
 * What a package ships of its folder, as npm would: what it lists, and what it says that it begins with. One that lists nothing ships all
 * but what is hidden: who links to a folder that he works in has his own settings and secrets there.
 */
function shippedBy(packageFolder: string): string[] {
  const told = toldBy(packageFolder);
  const field = (name: string): unknown => Reflect.get(told, name);
  const listed = Array.isArray(field('files')) ? textsIn(field('files')) : null;
  const begun = ['main', 'exports', 'imports'].flatMap((name) => textsIn(field(name)));
  const names = new Set([...(listed ?? []), ...begun].map(firstName));
  const isAny = listed === null || [...names].some((name) => /^\.?$|[*?[{]/.test(name));
  const isNamed = (name: string) => names.has(name) || names.has(parse(name).name);
  return readdirSync(packageFolder)
    .filter((name) => name === 'package.json' || isNamed(name) || (isAny && !name.startsWith('.')))
    .map((name) => join(packageFolder, name));
}

/** Nobody's package: a link that leads there would open the person's files to decoders. */
const holdsHome = (folder: string) => {
  const home = homedir();
  return [home, existsSync(home) ? realpathSync(home) : home].some((one) => isInside(one, folder));
};

/** What a decoder's program consists of, but for its Node. */
export interface ProgramFolders {
  /** Folders and files. */
  readonly paths: readonly string[];
  /** Links between them, with where each leads: one that leads to another link is there with its end. */
  readonly links: ReadonlyMap<string, string>;
}

const packagesAbove = (folder: string) =>
  upFrom(folder)
    .map((one) => join(one, 'node_modules'))
    .filter(existsSync);

/**
 * What the packages ship that links lead to, as `npm link` and stores for several programs make them, and the folders in which these look
 * for their own. The packages of sharp are looked for from the program's own place, too: its JavaScript is built into the program.
 */
function followLinks(own: string): ProgramFolders {
  const paths = new Set<string>();
  const links = new Map<string, string>();
  const followed = new Set<string>();
  const waiting = [own];
  const look = (path: string) => {
    if (!lstatSync(path).isSymbolicLink()) return;
    const real = realpathSync(path);
    if (followed.has(real) || holdsHome(real)) return;
    followed.add(real);
    for (const shipped of shippedBy(real)) paths.add(shipped);
    waiting.push(real);
    const target = resolve(dirname(path), readlinkSync(path));
    if (target !== real) links.set(target, real);
  };
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const above = packagesAbove(next);
    for (const folder of above) paths.add(folder);
    const sharps = next === own ? above.map((folder) => join(folder, 'sharp')) : [];
    for (const name of [next, ...sharps].flatMap(wantedBy)) {
      const path = above.map((folder) => join(folder, name)).find(existsSync);
      if (path !== undefined) look(path);
    }
  }
  const isBound = (link: string) => [...paths].some((path) => isInside(link, path));
  // One in a folder that is there has come with it.
  const others = [...links].filter(([link]) => !isBound(link));
  return { paths: [...paths], links: new Map(others) };
}

/** Its own code, and the folders in which Node finds its packages, wherever links in them lead. */
export function programFolders(workerEntry: string): ProgramFolders {
  const folder = dirname(workerEntry);
  const code = extname(workerEntry) === '.ts' ? dirname(folder) : folder;
  const own = upFrom(folder).find((one) => existsSync(join(one, 'package.json')));
  if (own === undefined) return { paths: [code, ...packagesAbove(folder)], links: new Map() };
  const { paths, links } = followLinks(own);
  const all = [code, join(own, 'package.json'), ...packagesAbove(folder), ...paths];
  return { paths: [...new Set(all)], links };
}
