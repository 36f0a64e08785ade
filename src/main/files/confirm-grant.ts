import { resolve } from 'node:path';
import type { BrowserWindow } from 'electron';
import { displayPath } from '../../shared/paths/display-path.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
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
    message:
      paths.length === 1
        ? desktopWords('add.one')
        : desktopWords('add.several', { count: paths.length }),
    detail: [...shown, ...(more > 0 ? [desktopWords('add.more', { count: more })] : [])].join('\n'),
    yes: desktopWords('add.yes'),
  };
}

const destinationWords = (path: string) => ({
  message: desktopWords('save.question'),
  detail: desktopWords('save.detail', { folder: shortPath(path) }),
  yes: desktopWords('save.yes'),
});

/** Asks the person whether what the page names may be read, or written into. */
export function confirmGrant(
  window: BrowserWindow | null,
  question: GrantQuestion,
): Promise<boolean> {
  const words =
    question.kind === 'sources' ? sourceWords(question.paths) : destinationWords(question.path);
  return askPerson(window, { ...words, no: desktopWords('cancel') });
}
