import { resolve } from 'node:path';
import { seemsThere } from '../../engine/files/index.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';
import { isCommandName, similarCommands } from '../args/command-names.ts';

/** A word as commands are: what has a dot or a slash was meant as a file. */
const bareWord = /^[a-z]+$/i;

const isThere = (word: string, cwd: string) => seemsThere(resolve(cwd, word));

/**
 * One line for people who meant a command by the first word, null where a file was meant. What is there is a file, whatever
 * its name.
 */
export function mistypedCommand([word]: readonly string[], cwd: string): string | null {
  const isBare = word !== undefined && bareWord.test(word) && !isCommandName(word);
  if (!isBare || isThere(word, cwd)) return null;
  const similar = similarCommands(word);
  if (similar.length === 0) return null;
  return typingWords('command.orFile', {
    word,
    count: similar.length,
    similar: similar.join(', '),
  });
}

/** The same for a command that stands behind options, where it counts as a path. */
export function lateCommand([word]: readonly string[], cwd: string): string | null {
  const isLate = isCommandName(word) && !isThere(word, cwd);
  return isLate ? typingWords('command.first', { command: word }) : null;
}
