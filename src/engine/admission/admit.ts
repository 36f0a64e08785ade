import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { setImmediate as laterTurn } from 'node:timers/promises';
import { failure, type Failure, missingSubjects } from '../../shared/task/failure.ts';
import { onDisk, soon } from '../files/disks.ts';
import { toNative } from '../files/paths.ts';
import { onDiskOf } from '../files/quick-disk.ts';
import type { FoundFile } from '../ports.ts';

/** What becomes of each path that was named. Folders are walked later. */
export interface Admission {
  readonly files: readonly FoundFile[];
  readonly folders: readonly string[];
  readonly refused: readonly { readonly path: string; readonly failure: Failure }[];
}

/** Enough to keep a network disk busy without filling libuv's thread pool for everybody else. */
const statsAtOnce = 32;

const canBeTask = (path: string) => isAbsolute(path) && !path.includes('\0');

async function look(path: string): Promise<'folder' | FoundFile> {
  const now = () => statSync(toNative(path), { bigint: true });
  const later = () => soon(path, onDisk('stat', path), 'late' as const);
  const facts = await onDiskOf(path, now, later).catch(() => null);
  // The walk waits for its drive, and takes a file as well.
  if (facts === 'late' || facts?.isDirectory()) return 'folder';
  return { path, root: null, sizeBytes: facts?.isFile() ? Number(facts.size) : null };
}

/**
 * Sorts named paths into folders and files, in the order they were named, each once. Links are followed.
 * Everything but a folder becomes a task, even if it is missing or a pipe: the attempt reports what is wrong.
 * Refuses only empty paths, relative paths and paths with a NUL. Opens nothing.
 */
export async function admit(paths: readonly string[]): Promise<Admission> {
  const refused: { path: string; failure: Failure }[] = [];
  const seen = new Set<string>();
  const files: FoundFile[] = [];
  const folders: string[] = [];
  // All of it in slices: checking 100,000 paths at once would be felt too.
  for (let at = 0; at < paths.length; at += statsAtOnce) {
    if (at > 0) await laterTurn();
    const named: string[] = [];
    for (const path of paths.slice(at, at + statsAtOnce)) {
      if (!canBeTask(path)) {
        refused.push({ path, failure: failure('file-missing', missingSubjects.neverThere) });
        continue;
      }
      const resolved = resolve(path);
      if (!seen.has(resolved)) named.push(resolved);
      seen.add(resolved);
    }
    for (const [index, found] of (await Promise.all(named.map(look))).entries()) {
      if (found === 'folder') folders.push(named[index] ?? '');
      else files.push(found);
    }
  }
  return { files, folders, refused };
}

/** A missing file that nobody has seen was never there, rather than gone. */
export function asSeen(
  why: Failure,
  { root, sizeBytes }: Pick<FoundFile, 'root' | 'sizeBytes'>,
): Failure {
  const isGone = why.code === 'file-missing' && why.subject === null;
  const wasSeen = root !== null || sizeBytes !== null;
  return isGone && !wasSeen ? failure('file-missing', missingSubjects.neverThere) : why;
}
