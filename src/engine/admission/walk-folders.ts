import { type Dirent, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LeftOutReason } from '../../shared/task/batch.ts';
import { compareNames } from '../../shared/paths/compare-names.ts';
import { reasonByName } from '../../shared/paths/left-out-names.ts';
import { hasImageExtension } from '../../shared/task/image-extensions.ts';
import { fromBytes, toNative } from '../paths.ts';
import type { FoundFile, WalkRequest } from '../ports.ts';
import { sniffFile } from './sniff-file.ts';

type Found = FoundFile | LeftOutReason;
type Entry = Dirent<Buffer>;

interface Walk {
  readonly request: WalkRequest;
  readonly root: string;
  /** Folders entered, by device and inode: overlapping roots give each file once, mount loops end. */
  readonly entered: Set<string>;
}

function identity(path: string): string | null {
  const facts = statSync(toNative(path), { bigint: true, throwIfNoEntry: false });
  return facts ? `${facts.dev}:${facts.ino}` : null;
}

function factsOf(path: string, isLink: boolean): Stats | null {
  try {
    return isLink ? statSync(toNative(path)) : lstatSync(toNative(path));
  } catch {
    return null;
  }
}

function lookAtFile(walk: Walk, path: string, entry: Entry): Found {
  const isLink = entry.isSymbolicLink();
  const facts = factsOf(path, isLink);
  if (!facts) return 'unreadable';
  if (isLink && !facts.isFile()) return 'not-an-image';
  const sizeBytes = facts.isFile() ? facts.size : null;
  if (hasImageExtension(path)) return { path, root: walk.root, sizeBytes };
  if (!facts.isFile()) return 'not-an-image';
  const sniffed = sniffFile(path);
  return sniffed === 'image' ? { path, root: walk.root, sizeBytes } : sniffed;
}

function reasonNotToEnter(walk: Walk, path: string, name: string): LeftOutReason | null {
  const { resultFolderName, excludedFolder } = walk.request;
  if (resultFolderName !== null && name.normalize() === resultFolderName.normalize()) {
    return 'results';
  }
  if (excludedFolder === null) return null;
  return identity(path) === identity(excludedFolder) ? 'results' : null;
}

function readFolder(path: string): [string, Entry][] | null {
  try {
    return readdirSync(toNative(path), { withFileTypes: true, encoding: 'buffer' })
      .map((entry): [string, Entry] => [fromBytes(entry.name), entry])
      .sort(([a], [b]) => compareNames(a, b));
  } catch {
    return null;
  }
}

function* walkFolder(walk: Walk, folder: string): Generator<Found> {
  const key = identity(folder);
  if (key !== null && walk.entered.has(key)) return;
  if (key !== null) walk.entered.add(key);
  const entries = readFolder(folder);
  if (!entries) {
    yield 'unreadable';
    return;
  }
  const subfolders: string[] = [];
  for (const [name, entry] of entries) {
    const path = join(folder, name);
    const reason =
      reasonByName(name) ?? (entry.isDirectory() ? reasonNotToEnter(walk, path, name) : null);
    if (reason !== null) yield reason;
    else if (entry.isDirectory()) subfolders.push(path);
    else yield lookAtFile(walk, path, entry);
  }
  for (const subfolder of subfolders) yield* walkFolder(walk, subfolder);
}

/**
 * Everything below the roots, in natural order, the files of a folder before its subfolders.
 * Links to folders are not entered, links to files are kept. A name that pictures have is enough;
 * other regular files are looked at. Synchronous: meant for a thread of its own.
 */
export function* walkFolders(request: WalkRequest): Generator<Found> {
  const entered = new Set<string>();
  for (const root of request.roots) yield* walkFolder({ request, root, entered }, root);
}
