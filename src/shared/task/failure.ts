import { z } from 'zod';

export const failureCodes = [
  'file-missing',
  'file-unreadable',
  'not-a-file',
  'file-changed',
  'format-unsupported',
  'decoder-missing',
  'image-corrupt',
  'image-truncated',
  'image-too-large',
  'password-needed',
  'page-missing',
  'timed-out',
  'worker-crashed',
  'output-unwritable',
  'disk-full',
  'store-unavailable',
  'larger-than-allowed',
  'internal',
] as const;

export const FailureCode = z.enum(failureCodes);
export type FailureCode = z.infer<typeof FailureCode>;

/**
 * An expected bad outcome. `subject` is the one fact that makes the sentence precise
 * (what kind of file it is, how long the limit was, which folder); never a library's message.
 */
export const Failure = z.lazy(() =>
  z.object({ code: FailureCode, subject: z.string().max(300).nullable().default(null) }).readonly(),
);
export type Failure = z.infer<typeof Failure>;

export function failure(code: FailureCode, subject: string | null = null): Failure {
  return { code, subject };
}

/**
 * What tells a missing file from one that is gone since it was added, as the subject of `file-missing`: it was never
 * there, a link to it was all there is, or its whole drive is gone.
 */
export const missingSubjects = {
  neverThere: 'never there',
  deadLink: 'a dead link',
  goneDrive: 'a drive that is gone',
} as const;

/** The subject of `internal` when no process that makes pictures could be started: the picture is not at fault. */
export const noWorkerSubject = 'the program that makes pictures';

/** The subject of `internal` when this process, or the whole computer, may open no more files for now. */
export const tooManyFilesSubject = 'too many open files';
/** What the system answers then. */
export const tooManyFilesCodes: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE']);

/** The subject of `timed-out` when it is the drive that does not answer. */
export const silentDriveSubject = 'a drive that does not answer';

/** Why there was nothing to do. */
export const skipReasons = ['output-exists', 'unchanged', 'is-thumbnail', 'own-result'] as const;
export const SkipReason = z.enum(skipReasons);
export type SkipReason = z.infer<typeof SkipReason>;

/**
 * What people should know about a task that succeeded. `larger-than-source` is not said of drawings and icons, whose
 * sizes do not compare; `larger-than-asked` only stands in histories of before limits of bytes were kept.
 */
export const resultNotes = [
  'damaged',
  'doubtful',
  'incomplete',
  'first-frame-only',
  'gain-map-dropped',
  'larger-than-asked',
  'enlarged',
  'larger-than-source',
  'original-kept',
] as const;
export const ResultNote = z.enum(resultNotes);
export type ResultNote = z.infer<typeof ResultNote>;

/** What a disk or a network reports when it does not give what is there. */
const diskCodes =
  'EIO EREMOTEIO ENODATA EUCLEAN ETIMEDOUT ENOTCONN EHOSTDOWN EHOSTUNREACH ENETDOWN ENODEV'.split(
    ' ',
  );

/** Why a file or folder that is there cannot be read, behind "this file: ", by the code of the system's error. */
export const unreadableReasons: Readonly<Record<string, string>> = {
  ...Object.fromEntries(diskCodes.map((code) => [code, 'the disk reports an error'])),
  ENAMETOOLONG: 'its path is too long',
  ELOOP: 'its links lead in a circle',
  EBUSY: 'another program uses it',
  ETXTBSY: 'another program uses it',
};
