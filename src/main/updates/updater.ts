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

const noRelease = 'serverNoReleaseComputerTry';
const closed = 'thumblineMayNotWriteAsk';

/** Keys of our words. */
const keyForCode = {
  ERR_CHECKSUM_MISMATCH: 'downloadDidNotMatchChecksum',
  ERR_UPDATER_INVALID_SIGNATURE: 'newVersionNotSignedUs',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'serverSentReleaseInformationMakes',
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: noRelease,
  ERR_UPDATER_LATEST_VERSION_NOT_FOUND: noRelease,
  ERR_UPDATER_NO_FILES_PROVIDED: noRelease,
  ENOSPC: 'diskFullFreeSomeRoom',
  EDQUOT: 'diskFullFreeSomeRoom',
  EACCES: closed,
  EPERM: closed,
  EROFS: 'thumblineLiesDiskCannotWritten',
} as const;
const isKnown = (code: string): code is keyof typeof keyForCode => Object.hasOwn(keyForCode, code);

/** Codes of Node's and Chromium's networks, and of an answer that is no success. */
const networkCode = /^(?:E(?:CONN|HOST|NET|AI_)|ENOTFOUND|EPIPE|ETIMEDOUT|HTTP_ERROR_)/;

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** The library's errors in our words. */
export function toUpdateProblem(error: unknown): UpdateProblem {
  if (error instanceof UpdateProblem) return error;
  const code = codeOf(error);
  const text = error instanceof Error ? error.message : '';
  const isNetwork = networkCode.test(code) || /^net::|^aborted$/.test(text);
  const other = isNetwork ? 'serverDoesNotAnswerTry' : 'didNotWorkTryAgain';
  const message = desktopWords(isKnown(code) ? keyForCode[code] : other);
  return new UpdateProblem(message, { cause: error });
}
