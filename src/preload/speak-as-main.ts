import { wordsArgument } from '../shared/ipc/words-argument.ts';
import { english, speak } from '../shared/words/language.ts';

/** Speaks the language of main, which says all that a preload says. English where main says nothing. */
export function speakAsMain(): void {
  const given = process.argv.find((word) => word.startsWith(wordsArgument));
  if (given === undefined) return;
  const words: Readonly<Record<string, string>> = JSON.parse(given.slice(wordsArgument.length));
  speak({ ...english, find: (_area, key, message) => words[key] ?? message });
}
