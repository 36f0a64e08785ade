import { createReadStream, fstatSync } from 'node:fs';
import { fromBytes, pathFromArgument, toNative } from '../../engine/files/index.ts';
import { displayPath } from '../../shared/paths/display-path.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { recogniseUnnamed } from '../../shared/formats/recognise-format.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';
import type { Options } from './options.ts';

/** No system has longer paths; what is longer is no name. Bytes. */
const longestName = 32_768;
const mostNames = 1_000_000;
/** Bytes of a whole list. */
const longestList = 256_000_000;

const newline = 0x0a;
const byteOrderMark = '\uFEFF';

/** How names are kept apart: one a line, or with a NUL byte after each, as `find -print0` writes them. */
export type Separator = 'newline' | 'nul';

/** Why something is no list of names. */
export type ListProblem = 'too-long' | 'picture' | 'nul-bytes';

/** Reads names until the list ends or is none. */
export async function readNames(
  list: AsyncIterable<Buffer>,
  separator: Separator,
): Promise<Result<readonly string[], ListProblem>> {
  const end = separator === 'nul' ? 0 : newline;
  const names: string[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let sizeBytes = 0;
  const add = (bytes: Buffer) => {
    if (bytes.length > 0) names.push(fromBytes(bytes));
  };
  for await (const chunk of list) {
    if (sizeBytes === 0 && recogniseUnnamed(chunk) !== null) return notOk('picture');
    if (separator === 'newline' && chunk.includes(0)) return notOk('nul-bytes');
    sizeBytes += chunk.length;
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let at = bytes.indexOf(end); at !== -1; at = bytes.indexOf(end, start)) {
      add(bytes.subarray(start, at));
      start = at + 1;
    }
    rest = bytes.subarray(start);
    const isTooLong = rest.length > longestName || names.length > mostNames;
    if (isTooLong || sizeBytes > longestList) return notOk('too-long');
  }
  add(rest);
  return ok(names.map((name, index) => (index === 0 ? name.replace(byteOrderMark, '') : name)));
}

export function listProblemWords(problem: ListProblem, list: string): string {
  return typingWords(`names.${problem}`, { list });
}

type ListOptions = Pick<Options, 'filesFrom' | 'isNulSeparated'>;

/** The names in the list that was asked for, none where none was; the problem is one line for people. */
export async function listedNames(
  { filesFrom, isNulSeparated }: ListOptions,
  cwd: string,
  complain: (line: string) => void,
): Promise<Result<readonly string[], string>> {
  if (filesFrom === null) return ok([]);
  const isStandardInput = filesFrom === '-';
  if (isStandardInput && process.stdin.isTTY) {
    complain(`thumbline: ${typingWords('names.type')}`);
  }
  const path = pathFromArgument(filesFrom, cwd);
  const shown = isStandardInput ? typingWords('standardInput') : displayPath(path);
  // Node would take a folder on standard input for an empty list.
  if (isStandardInput && fstatSync(0).isDirectory())
    return notOk(typingWords('names.isFolder', { list: shown }));
  const source = isStandardInput ? process.stdin : createReadStream(toNative(path));
  try {
    const names = await readNames(source, isNulSeparated ? 'nul' : 'newline');
    return names.ok ? names : notOk(listProblemWords(names.problem, shown));
  } catch {
    return notOk(typingWords('names.unreadable', { list: shown }));
  } finally {
    source.destroy();
  }
}
