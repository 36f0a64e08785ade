import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { LanguageFolders } from '../../engine/languages/language-folders.ts';
import type { SpokenLanguage } from '../../engine/languages/speak-language.ts';
import type { Settings } from '../../shared/settings/settings.ts';

export function languageFolders(folder: string): LanguageFolders {
  return {
    builtIn: join(app.getAppPath(), 'out', 'main', 'languages'),
    own: join(folder, 'languages'),
  };
}

function hasOthers(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name !== 'en.json');
  } catch {
    return false;
  }
}

const isOther = (tag: string | null) => tag !== null && tag !== 'en';

export interface ChosenLanguage extends Pick<SpokenLanguage, 'path'> {
  /** What a person should know when the chosen language is not spoken. */
  readonly notices: readonly string[];
}

const onlyEnglish: ChosenLanguage = { path: null, notices: [] };

/**
 * Speaks the language that a person chose, or else their system's. Before anything is said. Where there is only English,
 * what reads languages is not even loaded.
 */
export function speakChosen(
  folder: string,
  { language }: Settings,
): ChosenLanguage | Promise<ChosenLanguage> {
  const named = process.env['THUMBLINE_LANGUAGE'] || language;
  const folders = languageFolders(folder);
  const isNeeded = isOther(named) || hasOthers(folders.own) || hasOthers(folders.builtIn);
  return isNeeded ? speakFrom(folders, named) : onlyEnglish;
}

async function speakFrom(folders: LanguageFolders, named: string | null): Promise<ChosenLanguage> {
  const [{ speakLanguage }, { languageFaultWords }] = await Promise.all([
    import('../../engine/languages/speak-language.ts'),
    import('../../shared/words/language-words.ts'),
  ]);
  const system = () => app.getPreferredSystemLanguages();
  const { path, unspoken } = speakLanguage(folders, { named, system });
  return {
    path,
    notices: unspoken === null ? [] : [languageFaultWords(unspoken, unspoken.fault)],
  };
}
