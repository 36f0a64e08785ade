import { bashCompletion } from './bash-completion.ts';
import type { CommandWords } from './command-words.ts';
import { fishCompletion } from './fish-completion.ts';
import { zshCompletion } from './zsh-completion.ts';

/** The shells that can be taught to complete Thumbline, and what teaches them. */
export const shells = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
} as const satisfies Record<string, (program: CommandWords) => string>;

export type Shell = keyof typeof shells;
