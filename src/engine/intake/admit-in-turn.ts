import type { Admission } from '../admission/admit.ts';
import type { FoundFile } from '../ports.ts';

interface Turns {
  /** Names that are looked at together. */
  readonly length: number;
  /** Waited for between two of them. */
  readonly pause: () => Promise<unknown>;
  /** Hears the files among them, each once, and the folders that were found so far. */
  readonly take: (files: readonly FoundFile[], folders: readonly string[]) => Promise<void>;
}

/** Admits names some at a time, and hands over the files among them before the next ones are looked at. */
export async function admitInTurn(
  admit: (paths: readonly string[]) => Promise<Admission>,
  paths: readonly string[],
  { length, pause, take }: Turns,
): Promise<Admission> {
  const seen = new Set<string>();
  const isNew = (path: string) => !seen.has(path) && seen.add(path);
  const all = {
    files: [] as FoundFile[],
    folders: [] as string[],
    refused: [] as Admission['refused'][number][],
  };
  for (let at = 0; at < paths.length; at += length) {
    if (at > 0) await pause();
    const some = await admit(paths.slice(at, at + length));
    const files = some.files.filter(({ path }) => isNew(path));
    all.files.push(...files);
    const folders = some.folders.filter(isNew);
    all.folders.push(...folders);
    all.refused.push(...some.refused);
    if (files.length + folders.length > 0) await take(files, all.folders);
  }
  return all;
}
