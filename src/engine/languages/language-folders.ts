import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { notOk, type Result } from '../../shared/result.ts';
import { english } from '../../shared/words/language.ts';
import {
  type LanguageFault,
  type LanguageFile,
  languageTag,
  parseLanguage,
} from '../../shared/words/language-file.ts';
import { onDisk, readSmallFile, readSmallFileNow, type UnreadCode } from '../files/index.ts';

/** Folders with a file `<tag>.json` for each language. */
export interface LanguageFolders {
  /** Beside the program, where English lies, too: `en.json`, to be translated. */
  readonly builtIn: string;
  /** A person's own, which go before those. */
  readonly own: string;
}

/** English with all its messages has a twentieth of that. */
const largestBytes = 4 * 1024 * 1024;
const ending = '.json';

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(ending));
  } catch {
    return [];
  }
}

const tagOf = (name: string) => languageTag(name.slice(0, -ending.length));

/** The languages that there are files for, besides English. */
export function languageTags({ builtIn, own }: LanguageFolders): readonly string[] {
  const tags = [...namesIn(own), ...namesIn(builtIn)].flatMap((name) => tagOf(name) ?? []);
  return [...new Set(tags)].filter((tag) => tag !== english.tag).toSorted();
}

export interface FoundFile {
  readonly tag: string;
  readonly path: string;
  readonly read: Result<LanguageFile, LanguageFault>;
}

function understand(text: Result<string, UnreadCode>): Result<LanguageFile, LanguageFault> {
  if (text.ok) return parseLanguage(text.value);
  return notOk({ code: text.problem === 'no-file' ? 'closed' : text.problem });
}

/** The file of a language, a person's own before the one that comes with the program. */
export function readLanguage({ builtIn, own }: LanguageFolders, tag: string): FoundFile {
  for (const folder of [own, builtIn]) {
    const name = namesIn(folder).find((one) => tagOf(one) === tag);
    if (name === undefined) continue;
    const path = join(folder, name);
    return { tag, path, read: understand(readSmallFileNow(path, largestBytes)) };
  }
  return { tag, path: join(own, `${tag}${ending}`), read: notOk({ code: 'absent' }) };
}

interface CouldBeLanguage {
  readonly path: string;
  /** Null for one whose name is no tag. */
  readonly tag: string | null;
  readonly name: string;
}

async function filesIn(folder: string): Promise<readonly CouldBeLanguage[]> {
  const names = await onDisk('names', folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ path: join(folder, name), tag: tagOf(name), name }));
}

const readFrom = async (path: string) => understand(await readSmallFile(path, largestBytes));

/** Every file that could be a language, one after the other. Holds up nobody. */
export async function* findLanguages(folders: LanguageFolders): AsyncGenerator<FoundFile> {
  const own = await filesIn(folders.own);
  const byTag = new Map<string, string>();
  for (const { tag, path } of [...own, ...(await filesIn(folders.builtIn))]) {
    if (tag !== null && tag !== english.tag && !byTag.has(tag)) byTag.set(tag, path);
  }
  const sorted = [...byTag].toSorted(([one], [other]) => (one < other ? -1 : 1));
  for (const [tag, path] of sorted) yield { tag, path, read: await readFrom(path) };
  for (const { tag, path, name } of own)
    if (tag === null) yield { tag: name, path, read: notOk({ code: 'no-tag' }) };
}

/** All messages of English by area and key, in ICU's format. Null where the program runs from its sources and was not built. */
export async function readEnglish({
  builtIn,
}: LanguageFolders): Promise<LanguageFile['messages'] | null> {
  const read = await readFrom(join(builtIn, `${english.tag}${ending}`));
  return read.ok ? read.value.messages : null;
}
