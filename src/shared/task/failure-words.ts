import { displayPath } from '../paths/display-path.ts';
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

type Sentence = (subject: string | null) => Words;

const sentences: Readonly<Record<FailureCode, Sentence>> = {
  'file-missing'(subject) {
    if (subject === missingSubjects.neverThere) {
      return { what: 'There is no such file.', advice: 'Check its name and its folder.' };
    }
    return subject === missingSubjects.deadLink
      ? {
          what: 'This is a link to a file that is not there.',
          advice: 'Put that file back, or choose another.',
        }
      : { what: 'The file is not there any more.', advice: 'Put it back, then retry.' };
  },
  'file-unreadable': (subject) =>
    subject === null
      ? { what: 'Thumbline may not read this file.', advice: 'Allow reading it, then retry.' }
      : { what: `Thumbline cannot read ${subject}.`, advice: 'Fix that, then add it again.' },
  'not-a-file': (subject) => ({
    what: `This is ${subject ?? 'something else'}, not a file.`,
    advice: 'Choose a picture instead.',
  }),
  'file-changed': () => ({
    what: 'The file changed while it was being read.',
    advice: 'Retry when it is complete.',
  }),
  'format-unsupported': (subject) =>
    subject === null
      ? {
          what: 'Thumbline does not know this kind of file.',
          advice: 'If it is a picture, save it as JPEG or PNG.',
        }
      : {
          what: `This is ${subject}; Thumbline cannot read those.`,
          advice: adviceFor(subject),
        },
  'decoder-missing': (subject) => ({
    what: `This is ${subject ?? 'a kind of picture'} that Thumbline cannot open.`,
    // It may well be a JPEG, of a kind that hardly any program reads.
    advice: 'Save it as an ordinary JPEG or PNG and try that.',
  }),
  'image-corrupt': () => ({
    what: 'The picture is damaged and cannot be read.',
    advice: 'Try another copy of it.',
  }),
  'image-truncated': (subject) => ({
    what: subject ? `The file is ${subject}.` : 'The file ends too early.',
    advice: 'Copy it again from where it came from.',
  }),
  'image-too-large': (subject) => ({
    what: subject ? `The picture is too large (${subject}).` : 'The picture is too large.',
    advice: 'Choose smaller results, or make it smaller in another program first.',
  }),
  'password-needed': () => ({
    what: 'It is locked with a password.',
    advice: 'Save it without the password and try that.',
  }),
  'page-missing': (subject) => ({
    what: subject ? `It has ${subject}.` : 'It has no such page.',
    advice: 'Choose one of its pages.',
  }),
  'timed-out': (subject) =>
    subject === silentDriveSubject
      ? { what: 'Its drive does not answer.', advice: 'Retry when it does.' }
      : {
          what: subject ? `It took longer than ${subject}.` : 'It took too long.',
          advice: 'Retry when the computer is less busy.',
        },
  'worker-crashed': () => ({
    what: 'This picture made the decoder crash twice.',
    advice: 'Save it again in another program, then retry.',
  }),
  'output-unwritable': (subject) => ({
    what: subject ? `Thumbline cannot write to ${subject}.` : 'Thumbline cannot write the result.',
    advice: 'Choose another folder, or allow writing there.',
  }),
  'disk-full': () => ({
    what: 'The disk is full.',
    advice: 'Free some space, then retry.',
  }),
  'store-unavailable': () => ({
    what: 'The service could not reach the place where it keeps pictures.',
    advice: 'Retry when that works again.',
  }),
  'larger-than-allowed': (subject) => ({
    what: subject ? `It does not get as small as ${subject}.` : 'It does not get that small.',
    advice: 'Allow a larger file, or ask for fewer pixels.',
  }),
  internal(subject) {
    if (subject === null) {
      return {
        what: 'Something went wrong inside Thumbline.',
        advice: 'Retry; if it happens again, tell us.',
      };
    }
    return subject === tooManyFilesSubject
      ? {
          what: 'Too many files are open on this computer.',
          advice: 'Close other programs or raise the limit (ulimit -n), then retry.',
        }
      : {
          what: `Thumbline could not start ${subject}.`,
          advice: 'Start Thumbline again; if that does not help, install it again.',
        };
  },
};

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
  const shown = subject === null ? null : displayPath(subject);
  const words = sentences[code](shown);
  const excess = lengthOf(words) - longestLine;
  if (excess <= 0 || shown === null) return words;
  return sentences[code](shortened(code, shown, shown.length - excess));
}

/** One plain line: what happened, then what to do. */
export function failureLine(failure: Failure): string {
  const { what, advice } = failureWords(failure);
  return `${what} ${advice}`;
}

export const skipWords: Readonly<Record<SkipReason, string>> = {
  'output-exists': 'The result is already there.',
  unchanged: 'Nothing has changed since it was made.',
  'is-thumbnail': 'This is a thumbnail of the desktop itself.',
  'own-result': 'This is a result of Thumbline itself.',
};

export const noteWords: Readonly<Record<ResultNote, string>> = {
  damaged: 'Damaged; shown as far as readable.',
  doubtful: 'It may not be what the file shows: please have a look.',
  'first-frame-only': 'It is a moving PNG, of which only the first picture can be read.',
  incomplete: 'It links to pictures in other files; those were left out.',
  'larger-than-asked': 'It could not be made as small as asked.',
  enlarged: 'It is smaller than what was asked for, so it was enlarged.',
  'larger-than-source':
    'It is larger than the original; a lower quality or another format makes it smaller.',
  'original-kept': 'A new file would have been larger, so the original was kept.',
};
