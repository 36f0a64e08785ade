import { pseudoLanguage } from '../../../src/shared/words/pseudo.ts';

/** A plain English text in the language that is 40 % longer and read from right to left. */
export function said(english: string): string {
  const found = pseudoLanguage.find('', '', english);
  if (typeof found !== 'string') throw new Error('That is no plain text.');
  return found;
}
