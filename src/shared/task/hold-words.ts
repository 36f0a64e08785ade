import { displayPath } from '../paths/display-path.ts';
import { holdsWords } from '../words/areas/holds.ts';
import { bytesWords } from '../words/numbers.ts';
import { type Failure, failure, missingSubjects } from './failure.ts';
import type { FolderHold, Hold } from './hold.ts';

/** Characters; the end of a path says most. */
const longestFolder = 80;

function shortened(folder: string): string {
  const shown = displayPath(folder);
  return shown.length > longestFolder ? `…${shown.slice(1 - longestFolder)}` : shown;
}

/** "/a", "/a and /b", "/a, /b, /c and 4 more". */
function foldersOf({ folder, others = { named: [], count: 0 } }: FolderHold): string {
  const names = [folder, ...others.named].map(shortened);
  const more = 1 + others.count - names.length;
  if (more > 0) return holdsWords('namesAndMore', { names: names.join(', '), more });
  const last = names.pop() ?? '';
  return names.length === 0 ? last : holdsWords('namesAndLast', { names: names.join(', '), last });
}

/** Two short sentences without their ends: what keeps the queue, and what to do about it. */
function wordsOf(hold: Hold): { readonly what: string; readonly remedy: string } {
  switch (hold.reason) {
    case 'history-full':
      return { what: holdsWords('historyFull'), remedy: holdsWords('makeRoom') };
    case 'history-refuses':
      return { what: holdsWords('historyRefuses'), remedy: holdsWords('allowWriting') };
    case 'disk-full': {
      const bytes = bytesWords(hold.neededBytes);
      return { what: holdsWords('diskFull'), remedy: holdsWords('freeBytes', { bytes }) };
    }
    case 'read-only': {
      const folders = foldersOf(hold);
      return { what: holdsWords('readOnly', { folders }), remedy: holdsWords('allowWriting') };
    }
    case 'folder-closed': {
      const folders = foldersOf(hold);
      return { what: holdsWords('mayNotWrite', { folders }), remedy: holdsWords('allowWriting') };
    }
    case 'folder-gone': {
      const given = { folders: foldersOf(hold), count: 1 + (hold.others?.count ?? 0) };
      return { what: holdsWords('outOfReach', given), remedy: holdsWords('bringBack', given) };
    }
    case 'drive-gone': {
      const given = { folders: foldersOf(hold), count: 1 + (hold.others?.count ?? 0) };
      return { what: holdsWords('driveGone', given), remedy: holdsWords('connectAgain', given) };
    }
    case 'crash-loop': {
      const count = hold.pictureCount;
      return { what: holdsWords('crashLoop', { count }), remedy: holdsWords('closePrograms') };
    }
  }
}

/** One line for somebody who can press Resume. The queue goes on by itself, too, once it can. */
export const holdLine = (hold: Hold) => holdsWords('thenResume', wordsOf(hold));

/** One line for somebody who can only wait. */
export const waitingLine = (hold: Hold) => holdsWords('itWaits', wordsOf(hold));

/** One line where all else goes on. */
export const partLine = (hold: Hold) =>
  holdsWords(hold.reason === 'drive-gone' ? 'partFromWaits' : 'partWaits', wordsOf(hold));

/** One line for somebody who must start it again. */
export const givenUpLine = (hold: Hold) => holdsWords('thenStart', wordsOf(hold));

/** What a task that was not made because of it would have failed with. */
export function failureOfHold(hold: Hold): Failure {
  switch (hold.reason) {
    case 'history-full':
    case 'disk-full':
      return failure('disk-full');
    case 'read-only':
    case 'folder-closed':
    case 'folder-gone':
      return failure('output-unwritable', foldersOf(hold));
    case 'drive-gone':
      return failure('file-missing', missingSubjects.goneDrive);
    case 'crash-loop':
      return failure('worker-crashed');
    case 'history-refuses':
      return failure('internal');
  }
}
