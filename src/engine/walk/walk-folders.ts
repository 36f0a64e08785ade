import { Buffer } from 'node:buffer';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type StatsBase,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { folderHeadBytes, recogniseUnnamed } from '../../shared/formats/recognise-format.ts';
import { hasImageExtension } from '../../shared/formats/taken-from-folders.ts';
import { once } from '../../shared/once.ts';
import type { LeftOutReason } from '../../shared/task/batch.ts';
import { type Failure, failure, unreadableReasons } from '../../shared/task/failure.ts';
import { folded } from '../../shared/paths/safe-segment.ts';
import { reasonByName } from '../../shared/task/left-out-names.ts';
import { fingerprintOf, identityOf } from '../files/fingerprints.ts';
import { hasSlowDrives, isSlowMount, slowDriveOf } from '../files/mounts.ts';
import { fromBytes, toNative } from '../files/paths.ts';
import { errorCode } from '../files/write-failure.ts';
import type { FoundFile } from '../ports.ts';
import { listFolder, namesOfFolders, withFreeFile } from './folder-names.ts';
import type { WalkRequest, WalkStart } from './walker.ts';

/** A pipe put in the file's place since it was looked at must not block the open. Not there on Windows. */
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function readHead(file: number): Buffer | null {
  if (!fstatSync(file).isFile()) return null;
  const head = Buffer.alloc(folderHeadBytes);
  return head.subarray(0, readSync(file, head, 0, folderHeadBytes, 0));
}

/** Whether the first bytes of a regular file are those of a picture. */
export function sniffFile(path: string): 'image' | 'not-an-image' | 'unreadable' {
  let file: number | null = null;
  try {
    file = withFreeFile(() => openSync(toNative(path), readWithoutWaiting));
    const head = readHead(file);
    return head && recogniseUnnamed(head) !== null ? 'image' : 'not-an-image';
  } catch {
    return 'unreadable';
  } finally {
    if (file !== null) closeSync(file);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ...unreadableReasons,
  EACCES: 'it may not be opened',
  EPERM: 'it may not be opened',
};

/** Gone since its folder was listed, or since somebody named it. */
const goneCodes = new Set(['ENOENT', 'ENOTDIR']);

/** The failure for what the file system said when a walk came to a folder, or to a file that is called like a picture. */
export function entryFailure(error: unknown, kind: 'file' | 'folder'): Failure {
  const code = errorCode(error);
  if (goneCodes.has(code)) return failure('file-missing');
  const reason = reasons[code] ?? 'the disk reports an error';
  return failure('file-unreadable', `this ${kind}: ${reason}`);
}

type Found = FoundFile | LeftOutReason | { readonly elsewhere: WalkStart };

/** Those of a link are its target's. */
interface Facts extends Pick<FoundFile, 'fingerprint'> {
  readonly kind: 'file' | 'folder' | 'other';
  readonly isLink: boolean;
  readonly size: number;
}

interface Walk {
  readonly request: WalkRequest;
  readonly root: string;
  /** Folders entered, by device and inode: overlapping roots give each file once, mount loops end. */
  readonly entered: Set<string>;
  /** The drive that is walked, if it may hang: no other one is asked here. */
  readonly drive: string | null;
}

function identity(path: string): string {
  return identityOf(statSync(toNative(path), { bigint: true }));
}

/** Of a folder that need not be there; null when nothing can be told of it. */
function identityIfAny(path: string): string | null {
  try {
    return identity(path);
  } catch {
    return null;
  }
}

const kindOf = (facts: StatsBase<number> | StatsBase<bigint>): Facts['kind'] =>
  facts.isFile() ? 'file' : facts.isDirectory() ? 'folder' : 'other';

/** With the fingerprint costs more. */
function factsOf({ request }: Walk, path: string): Facts {
  const native = toNative(path);
  if (!request.wantsFingerprints) {
    const own = lstatSync(native);
    const isLink = own.isSymbolicLink();
    const facts = isLink ? statSync(native) : own;
    return { kind: kindOf(facts), isLink, size: facts.size };
  }
  const own = lstatSync(native, { bigint: true });
  const isLink = own.isSymbolicLink();
  const facts = isLink ? statSync(native, { bigint: true }) : own;
  return {
    kind: kindOf(facts),
    isLink,
    size: Number(facts.size),
    fingerprint: fingerprintOf(facts),
  };
}

const refused = ({ root }: Walk, path: string, failure: Failure): FoundFile => ({
  path,
  root,
  sizeBytes: null,
  failure,
});

/** A picture is named; what was none, or is gone by now, is only counted. */
function refuseFile(walk: Walk, path: string, error: unknown): Found {
  const failure = entryFailure(error, 'file');
  const isNamed = hasImageExtension(path) && failure.code !== 'file-missing';
  return isNamed ? refused(walk, path, failure) : 'unreadable';
}

function lookAtFile(walk: Walk, path: string, { kind, isLink, size, fingerprint }: Facts): Found {
  const isFile = kind === 'file';
  if (isLink && !isFile) return 'not-an-image';
  const found: FoundFile = {
    path,
    root: walk.root,
    sizeBytes: isFile ? size : null,
    ...(fingerprint !== undefined && { fingerprint }),
  };
  if (hasImageExtension(path)) return found;
  if (!isFile) return 'not-an-image';
  const sniffed = sniffFile(path);
  return sniffed === 'image' ? found : sniffed;
}

/** A folder is never on another drive than the one that is walked; only what hangs must not be asked. */
function isOtherDrive({ drive }: Walk, path: string): boolean {
  const other = slowDriveOf(path);
  return other !== null && other !== drive;
}

/** Also in another case, where the disk knows none: then the folder of the results' own name is this one. */
function holdsResults(path: string, name: string, resultFolderName: string): boolean {
  if (name.normalize() === resultFolderName.normalize()) return true;
  if (folded(name) !== folded(resultFolderName)) return false;
  const named = identityIfAny(join(dirname(path), resultFolderName));
  return named !== null && named === identityIfAny(path);
}

function reasonNotToEnter(walk: Walk, path: string, name: string): LeftOutReason | null {
  const { resultFolderName, excludedFolder } = walk.request;
  if (resultFolderName !== null && holdsResults(path, name, resultFolderName)) return 'results';
  if (excludedFolder === null || isOtherDrive(walk, excludedFolder)) return null;
  const excluded = identityIfAny(excludedFolder);
  return excluded !== null && identityIfAny(path) === excluded ? 'results' : null;
}

/** The names in a folder that was not entered before; the failure of one that cannot be read. */
function enter(walk: Walk, folder: string): Iterable<string> | Failure {
  try {
    const key = identity(folder);
    if (walk.entered.has(key)) return [];
    walk.entered.add(key);
    return listFolder(folder);
  } catch (error) {
    return entryFailure(error, 'folder');
  }
}

interface Entry {
  readonly path: string;
  readonly name: string;
  /** Asked only about one that cannot be looked at. */
  readonly isFolder: () => boolean;
}

/** A folder that is to be entered comes after the files beside it. */
function look(walk: Walk, { path, name, isFolder }: Entry): Found | 'enter' {
  const tryFolder = () => reasonNotToEnter(walk, path, name) ?? 'enter';
  let facts: Facts;
  try {
    facts = factsOf(walk, path);
  } catch (error) {
    // Entering it says what is wrong with it.
    return isFolder() ? tryFolder() : refuseFile(walk, path, error);
  }
  return facts.kind === 'folder' && !facts.isLink ? tryFolder() : lookAtFile(walk, path, facts);
}

/** The folder behind all links; as it is where that cannot be told. */
function realFolder(folder: string): string {
  try {
    // The other one takes names that are not UTF-8 apart.
    return fromBytes(realpathSync.native(toNative(folder), 'buffer'));
  } catch {
    return folder;
  }
}

/** What cannot be looked at is none: whoever opens it says what is wrong. */
function isLink(path: string): boolean {
  try {
    return lstatSync(toNative(path)).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Tells of a name in this folder whether it leads to another drive that may hang. */
function createDriveCheck(walk: Walk, folder: string): (name: string) => boolean {
  if (!hasSlowDrives()) return () => false;
  // On the drive that is walked.
  const real = once(() => realFolder(folder));
  return (name) => {
    const path = join(real(), name);
    if (isSlowMount(path)) return path !== walk.drive;
    // Only links need another look.
    return isLink(path) && isOtherDrive(walk, path);
  };
}

function* walkFolder(walk: Walk, folder: string): Generator<Found> {
  const names = enter(walk, folder);
  if ('code' in names) {
    yield refused(walk, folder, names);
    return;
  }
  const isElsewhere = createDriveCheck(walk, folder);
  const folders = once(() => namesOfFolders(folder));
  const subfolders: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const reason = reasonByName(name);
    if (reason !== null) {
      yield reason;
      continue;
    }
    if (isElsewhere(name)) {
      const isResults = path === walk.request.excludedFolder;
      yield isResults ? 'results' : { elsewhere: { root: walk.root, path } };
      continue;
    }
    const looked = look(walk, { path, name, isFolder: () => folders().has(name) });
    if (looked === 'enter') subfolders.push(path);
    else yield looked;
  }
  for (const subfolder of subfolders) yield* walkFolder(walk, subfolder);
}

/** A walk of one drive that may hang, or of all others. */
function* walkFrom(
  request: WalkRequest,
  { root, path }: WalkStart,
  entered: Set<string>,
): Generator<Found> {
  const facts = statSync(toNative(path), { throwIfNoEntry: false });
  if (facts?.isDirectory()) {
    yield* walkFolder({ request, root, entered, drive: slowDriveOf(path) }, path);
    return;
  }
  const sizeBytes = facts?.isFile() ? facts.size : null;
  if (path === root) yield { path, root: null, sizeBytes };
  else if (hasImageExtension(path)) yield { path, root, sizeBytes };
  else yield 'not-an-image';
}

/**
 * Everything below the roots, in natural order, the files of a folder before its subfolders.
 * Links to folders are not entered, links to files are kept. A name that pictures have is enough;
 * other regular files are looked at. What cannot be read is named and the walk goes on.
 * Synchronous: meant for a thread of its own.
 */
export function* walkFolders(request: WalkRequest): Generator<Found> {
  const entered = new Set<string>();
  if (request.starts) {
    for (const start of request.starts) yield* walkFrom(request, start, entered);
    return;
  }
  for (const root of request.roots) {
    yield* walkFolder({ request, root, entered, drive: null }, root);
  }
}
