import {
  type LanguageFolders,
  readEnglish,
  readLanguages,
} from '../../engine/languages/language-folders.ts';
import type { LanguageList } from '../../shared/ipc/answers.ts';
import { checkLanguage } from '../../shared/words/check-language.ts';
import { language } from '../../shared/words/language.ts';
import { languageCheckWords, languageFaultWords } from '../../shared/words/language-words.ts';
import { pseudoTag } from '../../shared/words/pseudo.ts';

/** The languages that can be chosen, each file held against English. */
export function listLanguages(folders: LanguageFolders, isDevelopment: boolean): LanguageList {
  const found = readLanguages(folders);
  const english = readEnglish(folders);
  const languages = found.flatMap(({ tag, read }) =>
    read.ok ? [{ tag, name: read.value.name }] : [],
  );
  const pseudo = isDevelopment ? [{ tag: pseudoTag, name: 'Pseudo' }] : [];
  return {
    languages: [...languages, ...pseudo],
    notes: found.flatMap(({ tag, path, read }) =>
      read.ok
        ? languageCheckWords(path, checkLanguage(read.value, english ?? read.value.messages))
        : [languageFaultWords({ tag, path }, read.problem)],
    ),
    spoken: language().tag,
    folder: folders.own,
  };
}
