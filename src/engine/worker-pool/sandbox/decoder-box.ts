import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { once } from '../../../shared/once.ts';
import { openFileLimit } from '../../files/open-file-limit.ts';
import { findProgram } from './find-program.ts';
import { type ProgramFolders, programFolders } from './program-folders.ts';
import { decoderFlags } from './worker-sandbox.ts';

/** What a decoder's program consists of. Nothing else of the disk is in its box but libraries and fonts. */
export interface BoxedProgram {
  readonly nodePath: string;
  readonly workerEntry: string;
}

const libraries = ['/usr/lib', '/usr/lib32', '/usr/lib64', '/lib', '/lib32', '/lib64'];
const readable = [
  '/etc/ld.so.cache',
  '/etc/fonts',
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  '/usr/share/fontconfig',
  '/var/cache/fontconfig',
];

/** Fonts of the person's own, which SVG may name, and how fontconfig is told of others. */
function ownFonts(): string[] {
  const home = homedir();
  const { XDG_DATA_HOME, XDG_CONFIG_HOME, FONTCONFIG_FILE, FONTCONFIG_PATH } = process.env;
  return [
    join(home, '.fonts'),
    join(XDG_DATA_HOME ?? join(home, '.local/share'), 'fonts'),
    join(XDG_CONFIG_HOME ?? join(home, '.config'), 'fontconfig'),
    FONTCONFIG_FILE,
    FONTCONFIG_PATH,
  ]
    .filter((path) => path !== undefined)
    .filter((path) => isAbsolute(path));
}

const bind = (path: string) => ['--ro-bind', path, path];
const isLink = (path: string) => realpathSync(path) !== path;

/** Old systems have folders there, new ones links into `/usr`. */
function bindLibrary(path: string): string[] {
  return isLink(path) ? ['--symlink', realpathSync(path).slice(1), path] : bind(path);
}

/** The packages lie where they did at the first start: what is linked anew later needs another one. */
const foldersOf = new Map<string, ProgramFolders>();

function knownFolders(workerEntry: string): ProgramFolders {
  const found = foldersOf.get(workerEntry) ?? programFolders(workerEntry);
  foldersOf.set(workerEntry, found);
  return found;
}

function bindProgram(nodePath: string, { paths, links }: ProgramFolders): string[] {
  return [
    ...[...paths, realpathSync(nodePath)].flatMap(bind),
    ...Array.from(links, ([from, to]) => ['--symlink', to, from]).flat(),
  ];
}

const closedIn = 'bwrap --unshare-all --die-with-parent --new-session --cap-drop ALL'.split(' ');
const devices = ['/dev/null', '/dev/urandom'].flatMap((path) => ['--dev-bind', path, path]);

/** `filter` is the descriptor that the system calls' filter is read from. */
function boxWords(filter: number | null, program: readonly string[]): string[] {
  return [
    ...closedIn,
    ...libraries.filter(existsSync).flatMap(bindLibrary),
    ...[...readable, ...ownFonts()].filter(existsSync).flatMap(bind),
    ...program,
    ...devices,
    '--remount-ro',
    '/',
    '--chdir',
    '/',
    ...(filter === null ? [] : ['--seccomp', String(filter)]),
    '--',
  ];
}

/** A file of results cannot become larger. Bytes. */
const mostFileBytes = 4 * 1024 ** 3;
const mostData = 8 * 1024 ** 3;
const limits = ['prlimit', '--core=0:0', `--data=${mostData}`, `--fsize=${mostFileBytes}`];

/** A command that shows whether this system lets a program be closed in; it takes some milliseconds. */
export const boxTrial = (): readonly string[] => [
  ...limits,
  ...boxWords(null, ['--ro-bind', '/usr/bin/true', '/true']),
  '/true',
];

/** The command that starts a decoder in its box. */
export function boxedCommand(program: BoxedProgram, filter: number | null): readonly string[] {
  const { nodePath, workerEntry } = program;
  const folders = knownFolders(workerEntry);
  return [
    ...limits,
    ...boxWords(filter, bindProgram(nodePath, folders)),
    realpathSync(nodePath),
    ...decoderFlags([...folders.paths, ...folders.links.keys()]),
    workerEntry,
  ];
}

/** Whether decoders are closed in here. */
export interface DecoderBox {
  /** There is what it takes, and no decoder has failed to start in it. */
  isUsed(): boolean;
  /** A decoder in its box has said its first word. */
  prove(): void;
  /** One ended before its first word. The next ones are started without a box, unless it has worked before. */
  giveUp(reason: string): void;
}

/** It takes some descriptors more, which pictures need where there are few. */
const leastOpenFiles = 100;

const hasBubblewrap = () =>
  process.platform === 'linux' &&
  findProgram('bwrap') !== null &&
  openFileLimit() >= leastOpenFiles;

/** Nothing is tried in advance: the first decoder shows whether the system allows it. */
export function createDecoderBox(isThere: () => boolean = hasBubblewrap): DecoderBox {
  let isUsed: boolean | null = null;
  let isProven = false;
  return {
    isUsed: () => (isUsed ??= isThere()),
    prove: () => {
      isProven = true;
    },
    giveUp() {
      if (!isProven) isUsed = false;
    },
  };
}

/** What a system allows is the same for all decoders of a program. */
export const theBox = once(() => createDecoderBox());
