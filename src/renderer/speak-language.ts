import '../shared/no-eval.ts';
import { type Language, speak } from '../shared/words/language.ts';
import { LanguageFile, languageOf } from '../shared/words/language-file.ts';
import { pseudoLanguage, pseudoTag } from '../shared/words/pseudo.ts';

/** Null where there is none, as in development, whose page does not come from the app. */
async function fileOf(tag: string): Promise<Language | null> {
  const address = '/language.json';
  try {
    const { default: file }: { readonly default: unknown } = await import(
      /* @vite-ignore */ address,
      { with: { type: 'json' } }
    );
    return languageOf(tag, LanguageFile.parse(file));
  } catch {
    return null;
  }
}

/** Speaks the language that main speaks. Before any words are loaded. */
export async function speakLanguage(tag: string): Promise<void> {
  const language = tag === pseudoTag ? pseudoLanguage : await fileOf(tag);
  if (language === null) return;
  speak(language);
  const { documentElement: page } = document;
  page.lang = language.tag;
  page.dir = language.direction;
}
