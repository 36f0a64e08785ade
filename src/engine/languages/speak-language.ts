import { english, speak } from '../../shared/words/language.ts';
import {
  chooseTag,
  languageOf,
  type LanguageFault,
  matchLanguage,
} from '../../shared/words/language-file.ts';
import { pseudoLanguage, pseudoTag } from '../../shared/words/pseudo.ts';
import { type LanguageFolders, languageTags, readLanguage } from './language-folders.ts';

/** A language that was asked for by name and cannot be spoken. */
export interface UnspokenLanguage {
  readonly tag: string;
  readonly path: string;
  readonly fault: LanguageFault;
}

export interface SpokenLanguage {
  /** Its file; null for English and the pseudo-language. */
  readonly path: string | null;
  readonly unspoken: UnspokenLanguage | null;
}

interface Wishes {
  /** By name; null leaves it to the system. */
  readonly named: string | null;
  /** What the system asks for, the first first. Asked only where there is a choice. */
  readonly system: () => readonly string[];
}

const nothingToRead: SpokenLanguage = { path: null, unspoken: null };

/** Speaks the language that is wished for, if there is one; English else. Before anything is said. */
export function speakLanguage(folders: LanguageFolders, { named, system }: Wishes): SpokenLanguage {
  if (named === pseudoTag) {
    speak(pseudoLanguage);
    return nothingToRead;
  }
  const tags = languageTags(folders);
  if (named === null && tags.length === 0) return nothingToRead;
  const tag =
    named === null
      ? chooseTag(system(), tags)
      : (matchLanguage(named, [english.tag, ...tags]) ?? named);
  if (tag === english.tag) return nothingToRead;
  const { path, read } = readLanguage(folders, tag);
  if (!read.ok) return { path: null, unspoken: { tag, path, fault: read.problem } };
  speak(languageOf(tag, read.value));
  return { path, unspoken: null };
}
