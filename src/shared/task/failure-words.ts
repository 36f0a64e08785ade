import { displayPath } from '../paths/display-path.ts';
import { failuresWords } from '../words/areas/failures.ts';
import { subjectsWords } from '../words/areas/subjects.ts';
import {
  type Failure,
  type FailureCode,
  missingSubjects,
  type ResultNote,
  type SkipReason,
  silentDriveSubject,
  tooManyFilesSubject,
} from './failure.ts';
import { adviceFor } from './foreign-kinds.ts';

/** `what` happened, and `advice` on what to do: each one short sentence for people. */
export interface Words {
  readonly what: string;
  readonly advice: string;
}

/** What is said without a subject, or whatever it is. */
const plain = (code: FailureCode): Words => ({
  what: failuresWords(`what.${code}`),
  advice: failuresWords(`advice.${code}`),
});

type Special = `file-missing.${'never' | 'link' | 'drive'}` | 'timed-out.drive' | 'internal.files';

/** Subjects that stand for another sentence. */
const specials: Partial<Readonly<Record<FailureCode, Readonly<Record<string, Special>>>>> = {
  'file-missing': {
    [missingSubjects.neverThere]: 'file-missing.never',
    [missingSubjects.deadLink]: 'file-missing.link',
    [missingSubjects.goneDrive]: 'file-missing.drive',
  },
  'timed-out': { [silentDriveSubject]: 'timed-out.drive' },
  internal: { [tooManyFilesSubject]: 'internal.files' },
};

/** `subject` is what the failure holds, `shown` how it is said. */
function sentences(code: FailureCode, subject: string | null, shown: string): Words {
  if (subject === null) return plain(code);
  const special = specials[code]?.[subject];
  if (special !== undefined) {
    return { what: failuresWords(`what.${special}`), advice: failuresWords(`advice.${special}`) };
  }
  switch (code) {
    case 'file-unreadable':
    case 'not-a-file':
    case 'internal':
      return {
        what: failuresWords(`what.${code}.of`, { subject: shown }),
        advice: failuresWords(`advice.${code}.of`),
      };
    case 'format-unsupported':
      return {
        what: failuresWords('what.format-unsupported.of', { subject: shown }),
        advice: adviceFor(subject),
      };
    case 'decoder-missing':
    case 'image-truncated':
    case 'image-too-large':
    case 'page-missing':
    case 'timed-out':
    case 'output-unwritable':
    case 'larger-than-allowed':
      return { ...plain(code), what: failuresWords(`what.${code}.of`, { subject: shown }) };
    case 'file-missing':
    case 'file-changed':
    case 'image-corrupt':
    case 'password-needed':
    case 'worker-crashed':
    case 'disk-full':
    case 'store-unavailable':
      return plain(code);
  }
}

/** Characters of the whole line: what happened and what to do. */
const longestLine = 160;

const lengthOf = ({ what, advice }: Words) => what.length + 1 + advice.length;

/** Of a folder the end says most, of all else the beginning. */
function shortened(code: FailureCode, subject: string, length: number): string {
  if (code === 'output-unwritable') return `…${subject.slice(subject.length - length + 1)}`;
  return `${subject.slice(0, length - 1)}…`;
}

/** The words for a failure, together one line of at most 160 characters: a longer subject is shortened. */
export function failureWords({ code, subject }: Failure): Words {
  const isPath = code === 'output-unwritable';
  const shown = displayPath(isPath ? (subject ?? '') : subjectsWords.again(subject ?? ''));
  const words = sentences(code, subject, shown);
  const excess = lengthOf(words) - longestLine;
  if (excess <= 0 || subject === null) return words;
  return sentences(code, subject, shortened(code, shown, Math.max(1, shown.length - excess)));
}

/** One plain line: what happened, then what to do. */
export function failureLine(failure: Failure): string {
  const { what, advice } = failureWords(failure);
  return `${what} ${advice}`;
}

export const skipWords = (reason: SkipReason): string => failuresWords(`skip.${reason}`);

export const noteWords = (note: ResultNote): string => failuresWords(`note.${note}`);
