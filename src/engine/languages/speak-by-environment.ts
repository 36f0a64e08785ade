import { languageFaultWords } from '../../shared/words/language-words.ts';
import { appFolder, builtInLanguages } from '../files/index.ts';
import { join } from 'node:path';
import { speakLanguage } from './speak-language.ts';

/**
 * Speaks the language of `THUMBLINE_LANGUAGE`: programs that are read by programs speak English unless they are told to. A
 * language that cannot be spoken is one line on stderr. `entry` is the file of the program's own entry.
 */
export function speakByEnvironment(entry: string): void {
  const named = process.env['THUMBLINE_LANGUAGE'] || 'en';
  const folders = { builtIn: builtInLanguages(entry), own: join(appFolder(), 'languages') };
  const { unspoken } = speakLanguage(folders, { named, system: () => [] });
  if (unspoken === null) return;
  process.stderr.write(`thumbline: ${languageFaultWords(unspoken, unspoken.fault)}\n`);
}
