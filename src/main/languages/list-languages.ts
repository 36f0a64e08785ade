import { setImmediate } from 'node:timers/promises';
import {
  findLanguages,
  type LanguageFolders,
  readEnglish,
} from '../../engine/languages/language-folders.ts';
import type { LanguageList } from '../../shared/ipc/answers.ts';
import { checkLanguageInTurns } from '../../shared/words/check-language.ts';
import { language } from '../../shared/words/language.ts';
import { languageCheckWords, languageFaultWords } from '../../shared/words/language-words.ts';
import { pseudoTag } from '../../shared/words/pseudo.ts';

/** The languages that can be chosen, each file held against English. In slices of some milliseconds: the window goes on meanwhile. */
export async function listLanguages(
  folders: LanguageFolders,
  isDevelopment: boolean,
): Promise<LanguageList> {
  const english = await readEnglish(folders);
  const languages: LanguageList['languages'][number][] = [];
  const notes: string[] = [];
  for await (const { tag, path, read } of findLanguages(folders)) {
    if (read.ok) {
      const check = await checkLanguageInTurns(
        read.value,
        english ?? read.value.messages,
        setImmediate,
      );
      languages.push({ tag, name: read.value.name });
      notes.push(...languageCheckWords(path, check));
    } else notes.push(languageFaultWords({ tag, path }, read.problem));
    await setImmediate();
  }
  const pseudo = isDevelopment ? [{ tag: pseudoTag, name: 'Pseudo' }] : [];
  return {
    languages: [...languages, ...pseudo],
    notes,
    spoken: language().tag,
    folder: folders.own,
  };
}
