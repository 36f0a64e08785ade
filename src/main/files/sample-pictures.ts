import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  errorCode,
  onDisk,
  writeAtomically,
  writeFailure,
  writeNewFile,
} from '../../engine/files/index.ts';
import { makeTargetFolder } from '../../engine/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';

interface SamplePlaces {
  /** Where they came with the program, perhaps read-only. Null where there are none. */
  readonly from: string | null;
  /** A folder that is there, in which pictures are expected. */
  readonly base: string;
}

/** Beside what was pasted. */
const folders = ['Thumbline', 'Samples'];

async function isThere(path: string): Promise<boolean> {
  return onDisk('lstat', path).then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
}

/** `folderKey` says which folder `to` is. */
async function copyMissing(from: string, to: string, folderKey: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true });
  const pictures = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.md'));
  for (const { name } of pictures) {
    const path = join(to, name);
    if (await isThere(path)) continue;
    const bytes = await readFile(join(from, name));
    const target = { path, replaces: false, folderKey };
    await writeAtomically(target, (temporary) => writeNewFile(temporary, bytes));
  }
}

/**
 * Lays the sample pictures out among a person's own, where results can stand beside them, as installed programs lie in
 * folders that nobody may write to. Answers the folder.
 */
export async function layOutSamples({
  from,
  base,
}: SamplePlaces): Promise<Result<string, Problem>> {
  if (from === null) return refuse('not-found', desktopWords('copyThumblineNoSamples'));
  const folder = await makeTargetFolder({ base, folders, fileName: '' });
  if (!folder.ok) return refuse('not-possible', failureLine(folder.problem));
  const { path, key } = folder.value;
  try {
    await copyMissing(from, path, key);
    return ok(path);
  } catch (error) {
    // What the system did not say is a bug.
    if (errorCode(error) === '') throw error;
    return refuse('not-possible', failureLine(writeFailure(error, path)));
  }
}
