// What is wrong with a file of another language.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkLanguage } from '../src/shared/words/check-language.ts';
import { languageTag, parseLanguage } from '../src/shared/words/language-file.ts';
import {
  entryFaultWords,
  languageCheckWords,
  languageFaultWords,
} from '../src/shared/words/language-words.ts';
import { englishAreas } from './english-areas.js';

/**
 * One line for each fault, and one for what is missing.
 * @param {string} path
 */
export function problemsOf(path) {
  const tag = languageTag(basename(path, '.json'));
  if (tag === null) return [languageFaultWords({ path, tag: '' }, { code: 'no-tag' })];
  const parsed = parseLanguage(readFileSync(path, 'utf8'));
  if (!parsed.ok) return [languageFaultWords({ path, tag }, parsed.problem)];
  const english = Object.fromEntries(englishAreas().map((area) => [area.name, area.messages]));
  const check = checkLanguage(parsed.value, english);
  return [
    ...check.faults.map(entryFaultWords),
    ...languageCheckWords(path, { ...check, faults: [] }),
  ];
}
