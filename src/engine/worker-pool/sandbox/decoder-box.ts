import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
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

const bind = (path: string) => ['--ro-bind', path, path];
const isLink = (path: string) => realpathSync(path) !== path;

/** Old systems have folders there, new ones links into `/usr`. */
function bindLibrary(path: string): string[] {
  return isLink(path) ? ['--symlink', realpathSync(path).slice(1), path] : bind(path);
}

/** The nearest folder above with the program's packages. */
function rootOf(folder: string): string | null {
  if (existsSync(join(folder, 'node_modules'))) return folder;
  const above = dirname(folder);
  return above === folder ? null : rootOf(above);
}

function bindProgram({ nodePath, workerEntry }: BoxedProgram): string[] {
  const folder = dirname(workerEntry);
  const root = rootOf(folder);
  const code = extname(workerEntry) === '.ts' ? dirname(folder) : folder;
  const packages = root === null ? [] : [join(root, 'node_modules'), join(root, 'package.json')];
  return [...packages, code, realpathSync(nodePath)].filter(existsSync).flatMap(bind);
}

const closedIn = 'bwrap --unshare-all --die-with-parent --new-session --cap-drop ALL'.split(' ');
const devices = ['/dev/null', '/dev/urandom'].flatMap((path) => ['--dev-bind', path, path]);

/** `filter` is the descriptor that the system calls' filter is read from. */
function boxWords(filter: number | null, program: readonly string[]): string[] {
  return [
    ...closedIn,
    ...libraries.filter(existsSync).flatMap(bindLibrary),
    ...readable.filter(existsSync).flatMap(bind),
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

const trialMs = 2000;

/** Whether this system lets a program be closed in; some milliseconds. */
function canBox(): boolean {
  if (process.platform !== 'linux') return false;
  const [program, ...words] = [
    ...limits,
    ...boxWords(null, ['--ro-bind', '/usr/bin/true', '/true']),
    '/true',
  ];
  return spawnSync(program, words, { stdio: 'ignore', timeout: trialMs }).status === 0;
}

/** The command that starts a decoder in its box. */
export function boxedCommand(program: BoxedProgram, filter: number | null): readonly string[] {
  const { nodePath, workerEntry } = program;
  const code =
    extname(workerEntry) === '.ts' ? dirname(dirname(workerEntry)) : dirname(workerEntry);
  const root = rootOf(dirname(workerEntry)) ?? code;
  return [
    ...limits,
    ...boxWords(filter, bindProgram(program)),
    realpathSync(nodePath),
    ...decoderFlags([code, root]),
    workerEntry,
  ];
}

/** Whether decoders are closed in here. */
export interface DecoderBox {
  /** Tried once, when it is first asked. */
  isUsed(): boolean;
  /** A decoder in its box has said its first word. */
  prove(): void;
  /** One ended before its first word. True if the next ones are started without a box because of that. */
  giveUp(): boolean;
}

export function createDecoderBox(works: () => boolean = canBox): DecoderBox {
  let isUsed: boolean | null = null;
  let isProven = false;
  return {
    isUsed: () => (isUsed ??= works()),
    prove: () => {
      isProven = true;
    },
    giveUp() {
      if (isProven || isUsed !== true) return false;
      isUsed = false;
      return true;
    },
  };
}
