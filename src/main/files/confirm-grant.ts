import { resolve } from 'node:path';
import type { BrowserWindow } from 'electron';
import { displayPath } from '../../shared/paths/display-path.ts';
import { countWords } from '../../shared/words/numbers.ts';
import { askPerson } from '../security/ask-person.ts';
import type { GrantQuestion } from '../security/grants.ts';

const mostShown = 6;
/** Characters of a path. What is longer loses its middle: both ends say where it leads. */
const longestShown = 160;

function shortPath(path: string): string {
  const shown = displayPath(resolve(path));
  if (shown.length <= longestShown) return shown;
  const half = longestShown / 2;
  return `${shown.slice(0, half)}…${shown.slice(-half)}`;
}

function sourceWords(paths: readonly string[]) {
  const shown = paths.slice(0, mostShown).map(shortPath);
  const more = paths.length - shown.length;
  return {
    message: paths.length === 1 ? 'Add this?' : `Add these ${countWords(paths.length)}?`,
    detail: [...shown, ...(more > 0 ? [`and ${countWords(more)} more`] : [])].join('\n'),
    yes: 'Add',
  };
}

const destinationWords = (path: string) => ({
  message: 'Save pictures in this folder?',
  detail: `${shortPath(path)}\n\nYou are asked once for each folder that you have not chosen here.`,
  yes: 'Save there',
});

/** Asks the person whether what the page names may be read, or written into. */
export function confirmGrant(
  window: BrowserWindow | null,
  question: GrantQuestion,
): Promise<boolean> {
  const words =
    question.kind === 'sources' ? sourceWords(question.paths) : destinationWords(question.path);
  return askPerson(window, { ...words, no: 'Cancel' });
}
