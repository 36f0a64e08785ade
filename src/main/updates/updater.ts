import { desktopWords } from '../../shared/words/areas/desktop.ts';
/** Finds, fetches and installs newer versions of the app, each only when it is told to. */
export interface Updater {
  /** The newer version that is offered, such as `0.2.0`; null when this is the newest. Rejects with `UpdateProblem`. */
  check(): Promise<string | null>;
  /** Fetches what `check` offered and proves it. `onFraction` is told how much is there, 0–1. Rejects with `UpdateProblem`. */
  download(onFraction: (fraction: number) => void): Promise<void>;
  /**
   * Puts what was fetched in this version's place, and ends the app to start it anew if it still may: false when not, where the
   * next start is the new version's. Rejects with `UpdateProblem`.
   */
  install(mayStart: () => boolean): Promise<boolean>;
}

/** Why an update did not work; `message` is one plain line. */
export class UpdateProblem extends Error {}

const noAnswer = desktopWords('serverDoesNotAnswerTry');
const noRelease = desktopWords('serverNoReleaseComputerTry');
const closed = desktopWords('thumblineMayNotWriteAsk');

const wordsForCode: Readonly<Record<string, string>> = {
  ERR_CHECKSUM_MISMATCH: desktopWords('downloadDidNotMatchChecksum'),
  ERR_UPDATER_INVALID_SIGNATURE: desktopWords('newVersionNotSignedUs'),
  ERR_UPDATER_INVALID_UPDATE_INFO: desktopWords('serverSentReleaseInformationMakes'),
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: noRelease,
  ERR_UPDATER_LATEST_VERSION_NOT_FOUND: noRelease,
  ERR_UPDATER_NO_FILES_PROVIDED: noRelease,
  ENOSPC: desktopWords('diskFullFreeSomeRoom'),
  EDQUOT: desktopWords('diskFullFreeSomeRoom'),
  EACCES: closed,
  EPERM: closed,
  EROFS: desktopWords('thumblineLiesDiskCannotWritten'),
};

/** Codes of Node's and Chromium's networks, and of an answer that is no success. */
const networkCode = /^(?:E(?:CONN|HOST|NET|AI_)|ENOTFOUND|EPIPE|ETIMEDOUT|HTTP_ERROR_)/;

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** The library's errors in our words. */
export function toUpdateProblem(error: unknown): UpdateProblem {
  if (error instanceof UpdateProblem) return error;
  const known = wordsForCode[codeOf(error)];
  const text = error instanceof Error ? error.message : '';
  const isNetwork = networkCode.test(codeOf(error)) || /^net::|^aborted$/.test(text);
  const message = known ?? (isNetwork ? noAnswer : desktopWords('didNotWorkTryAgain'));
  return new UpdateProblem(message, { cause: error });
}
