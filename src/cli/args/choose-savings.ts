import { dirname, resolve } from 'node:path';
import {
  isSilent,
  onDisk,
  pathFromArgument,
  temporaryPathIn,
  tryToWriteInto,
} from '../../engine/files/index.ts';
import { displayPath } from '../../shared/paths/display-path.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { failure, silentDriveSubject } from '../../shared/task/failure.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import { saveExtension, type SaveKind } from '../../shared/task/saving.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';
import type { Options } from './options.ts';

/** A file to write after the run; an absolute path. */
export interface WantedFile {
  readonly kind: SaveKind;
  readonly path: string;
  /** Where it is written first. */
  readonly temporaryPath: string;
}

/** What is there; null for nothing. */
const factsAt = (path: string) =>
  onDisk('stat', path).catch((error: unknown) => (isSilent(error) ? ('silent' as const) : null));

const silence = failureLine(failure('timed-out', silentDriveSubject));

/** The extension keeps a slip of the tongue from naming a picture. */
async function problemOf(
  { kind, path }: Pick<WantedFile, 'kind' | 'path'>,
  mayTry: boolean,
): Promise<string | null> {
  const extension = saveExtension[kind];
  const shown = displayPath(path);
  if (!path.toLowerCase().endsWith(extension)) {
    return typingWords('needs.extension', { option: `--${kind}`, extension });
  }
  const folder = dirname(path);
  const facts = await factsAt(folder);
  if (facts === 'silent') return `${shown}: ${silence}`;
  if (!facts?.isDirectory()) return typingWords('noFolder', { folder: displayPath(folder) });
  const there = await factsAt(path);
  if (there === 'silent') return `${shown}: ${silence}`;
  if (there?.isDirectory()) return typingWords('isFolder', { path: shown });
  if (!mayTry) return null;
  const tried = await tryToWriteInto(folder);
  return tried.ok ? null : failureLine(tried.problem);
}

/** What is to be written after the run, or one line that says why it could not be. */
export async function chooseSavings(
  { zip, contactSheet, isDryRun }: Options,
  cwd: string,
): Promise<Result<readonly WantedFile[], string>> {
  const typed = [
    { kind: 'zip' as const, file: zip },
    { kind: 'contact-sheet' as const, file: contactSheet },
  ];
  const wanted = typed.flatMap(({ kind, file }) => {
    if (file === null) return [];
    const path = resolve(cwd, pathFromArgument(file, cwd));
    return [{ kind, path, temporaryPath: temporaryPathIn(dirname(path)) }];
  });
  for (const one of wanted) {
    const problem = await problemOf(one, !isDryRun);
    if (problem !== null) return notOk(problem);
  }
  return ok(wanted);
}
