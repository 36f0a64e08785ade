import type { Language } from './language.ts';
import { english } from './language.ts';
import type { Message } from './message.ts';

/** For tests: longer than any real language, and from right to left. */
export const pseudoTag = 'en-XB';

const accented: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  y: 'ý',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
};
const growth = 0.4;

/** Letters with accents, 40 % more of them: vowels are written twice, and what is still missing follows. */
function longer(english: string): string {
  // An arrow is no bracket: nothing but the language mirrors it.
  const text = english.replaceAll('→', '←');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  let missing = Math.ceil(letters * growth);
  if (letters === 0) return text;
  const written = text.replaceAll(/[aeiouyAEIOU]/g, (vowel) => {
    const mark = accented[vowel] ?? vowel;
    if (missing === 0) return mark;
    missing -= 1;
    return mark + mark.toLowerCase();
  });
  const space = /\s*$/.exec(written)?.[0] ?? '';
  return `${written.trimEnd()}${'~'.repeat(missing)}${space}`;
}

function strange(message: Message): Message {
  if (typeof message === 'string') return longer(message);
  return message.map((part) => {
    if (typeof part === 'string') return longer(part);
    const [name, kind, cases] = part;
    if (cases === undefined || (kind !== 'plural' && kind !== 'select')) return part;
    const inner = Object.entries(cases).map(([key, one]) => [key, strange(one)] as const);
    return [name, kind, Object.fromEntries(inner)] as const;
  });
}

const bracketed = (message: Message): Message =>
  typeof message === 'string' ? `[${message}]` : ['[', ...message, ']'];

/** What is clipped lacks a bracket, and what stands in no catalogue has none. */
export const pseudoLanguage: Language = {
  ...english,
  tag: pseudoTag,
  direction: 'rtl',
  find: (_area, _key, message) => bracketed(strange(message)),
};
