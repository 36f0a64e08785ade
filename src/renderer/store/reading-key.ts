import { language } from '../../shared/words/language.ts';

const mirrored: Readonly<Record<string, string>> = {
  ArrowLeft: 'ArrowRight',
  ArrowRight: 'ArrowLeft',
};

/** The key that means the same where reading goes from left to right: rows of tasks are mirrored with it, pictures are not. */
export const readingKey = (key: string): string =>
  language().direction === 'rtl' ? (mirrored[key] ?? key) : key;
