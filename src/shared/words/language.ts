import type { Message } from './message.ts';

/** A thousand times the one before. */
export const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
export type Unit = (typeof units)[number];

/** One language, as a person chose it. */
export interface Language {
  /** By BCP 47: "en", "pt-BR". */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** What it says for an English message; the very same where it has no word of its own. */
  readonly find: (area: string, key: string, english: Message) => Message;
  readonly plural: (count: number) => string;
  readonly number: (value: number, digits?: number) => string;
  /** "5.2 MB". */
  readonly size: (value: number, unit: Unit, digits: number) => string;
}

/** "1,234.5". Not `Intl`, whose first use takes 20 ms: more than all else that a short run says. */
function grouped(value: number, digits?: number): string {
  const rounded = digits === undefined ? value : Number(value.toFixed(digits));
  const [whole = '', fraction] = String(rounded).split('.');
  const inThrees = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? inThrees : `${inThrees}.${fraction}`;
}

export const english: Language = {
  tag: 'en',
  direction: 'ltr',
  find: (_area, _key, message) => message,
  plural: (count) => (count === 1 ? 'one' : 'other'),
  number: grouped,
  size: (value, unit, digits) => `${grouped(value, digits)} ${unit}`,
};

let spoken = english;

/** The language that everything is said in. */
export const language = (): Language => spoken;

/** To be called before anything is said: what was said stays as it is. */
export function speak(next: Language): void {
  spoken = next;
}
