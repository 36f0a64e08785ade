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
import { readSmallFile } from '../files/index.ts';

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

function readFrom(path: string): Result<LanguageFile, LanguageFault> {
  const text = readSmallFile(path, largestBytes);
  return text.ok ? parseLanguage(text.value) : notOk({ code: text.problem });
}

/** The file of a language, a person's own before the one that comes with the program. */
export function readLanguage({ builtIn, own }: LanguageFolders, tag: string): FoundFile {
  for (const folder of [own, builtIn]) {
    const name = namesIn(folder).find((one) => tagOf(one) === tag);
    if (name === undefined) continue;
    const path = join(folder, name);
    return { tag, path, read: readFrom(path) };
  }
  return { tag, path: join(own, `${tag}${ending}`), read: notOk({ code: 'absent' }) };
}

/** Every file that could be a language. */
export function readLanguages(folders: LanguageFolders): readonly FoundFile[] {
  const strays = namesIn(folders.own).filter((name) => tagOf(name) === null);
  return [
    ...languageTags(folders).map((tag) => readLanguage(folders, tag)),
    ...strays.map((name) => ({
      tag: name,
      path: join(folders.own, name),
      read: notOk({ code: 'no-tag' as const }),
    })),
  ];
}

/** All messages of English by area and key, in ICU's format. Null where the program runs from its sources and was not built. */
export function readEnglish({ builtIn }: LanguageFolders): LanguageFile['messages'] | null {
  const read = readFrom(join(builtIn, `${english.tag}${ending}`));
  return read.ok ? read.value.messages : null;
}
