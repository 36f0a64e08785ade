import { join } from 'node:path';
import { numbered } from '../../shared/paths/safe-segment.ts';
import type { PlannedAction } from '../../shared/task/plan.ts';
import type { ConflictPolicy } from '../../shared/task/recipe.ts';
import type { BatchId } from '../../shared/task/task.ts';
import { type Claims, nameKey } from './claims.ts';
import { type Entry, entryAt } from '../files/file-identity.ts';
import type { HeldFolder } from '../files/held-folder.ts';
import type { TargetFolder } from './target-folder.ts';

/** A name that is wanted, and what is to happen when it is taken. */
export interface WantedName {
  readonly batchId: BatchId;
  readonly folder: TargetFolder;
  readonly held: HeldFolder;
  readonly fileName: string;
  readonly conflict: ConflictPolicy;
  /** Whether another source of the batch has its result there, also from before a restart. */
  readonly isOthers: (path: string) => boolean;
  /** Whether a file that is there must stay, even when results are to be overwritten. */
  readonly mustStay: (path: string, entry: Entry) => boolean;
  /** Whether a file that is there is an earlier result of the same source, which a new one may replace. */
  readonly isOwn: (path: string, entry: Entry) => boolean;
}

export interface ClaimedName {
  readonly path: string;
  /** None when the name is fixed: then nobody else wants it. */
  readonly keys: readonly string[];
  readonly action: PlannedAction;
  /** The file that has the name now and is to be replaced. */
  readonly replaces: Entry | null;
}

/** What to do with a name: an entry is to be replaced, null says that it is free. */
async function judge(wanted: WantedName, path: string): Promise<Entry | null | 'skip' | 'next'> {
  const entry = await entryAt(wanted.held.at(path));
  if (wanted.isOthers(path)) return 'next';
  if (!entry) return null;
  if (entry.isFolder) return 'next';
  if (!wanted.isOwn(path, entry)) {
    if (wanted.conflict === 'rename') return 'next';
    if (wanted.conflict === 'skip') return 'skip';
  }
  return wanted.mustStay(path, entry) ? 'next' : entry;
}

/**
 * Claims the first name that the conflict policy allows; null when the result exists and is to stay.
 * Must not run twice at the same time: a claim that is released again would have turned the other away.
 */
export async function claimName(claims: Claims, wanted: WantedName): Promise<ClaimedName | null> {
  const { batchId, folder, fileName } = wanted;
  const firstKey = nameKey(folder.key, fileName);
  for (let number = claims.firstNumber(batchId, firstKey); ; number += 1) {
    const name = numbered(fileName, number);
    const [path, key] = [join(folder.path, name), nameKey(folder.key, name)];
    if (!claims.claim(batchId, key)) continue;
    const verdict = await judge(wanted, path).catch((error: unknown) => {
      claims.release(batchId, key);
      throw error;
    });
    if (verdict !== 'skip' && verdict !== 'next') {
      claims.noteNumber(batchId, firstKey, number);
      const action = number === 1 ? 'write' : 'rename';
      return { path, keys: [key], action: verdict ? 'overwrite' : action, replaces: verdict };
    }
    claims.release(batchId, key);
    if (verdict === 'skip') return null;
  }
}

/**
 * The one name that a file may have, even if it is taken; null when what is there is to stay. Not claimed: only the same
 * source ever gets it, and of two that write it at the same time the later one stays. Rejects when a folder has the name.
 */
export async function fixedName(wanted: WantedName): Promise<ClaimedName | null> {
  const path = join(wanted.folder.path, wanted.fileName);
  const entry = await entryAt(wanted.held.at(path));
  if (!entry) return { path, keys: [], action: 'write', replaces: null };
  if (entry.isFolder) throw new Error('A folder has the name of a file.');
  const stays = wanted.conflict === 'skip' || wanted.mustStay(path, entry);
  return stays ? null : { path, keys: [], action: 'overwrite', replaces: entry };
}
