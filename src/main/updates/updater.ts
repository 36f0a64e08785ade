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

const noAnswer = 'The server does not answer. Try again later.';
const noRelease = 'The server has no release for this computer. Try again later.';
const closed = 'Thumbline may not write there. Ask whoever installed it.';

const wordsForCode: Readonly<Record<string, string>> = {
  ERR_CHECKSUM_MISMATCH: 'The download did not match its checksum, so it was thrown away.',
  ERR_UPDATER_INVALID_SIGNATURE: 'The new version is not signed by us, so it was thrown away.',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'The server sent release information that makes no sense.',
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: noRelease,
  ERR_UPDATER_LATEST_VERSION_NOT_FOUND: noRelease,
  ERR_UPDATER_NO_FILES_PROVIDED: noRelease,
  ENOSPC: 'The disk is full. Free some room, then try again.',
  EDQUOT: 'The disk is full. Free some room, then try again.',
  EACCES: closed,
  EPERM: closed,
  EROFS: 'Thumbline lies on a disk that cannot be written.',
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
  const message = known ?? (isNetwork ? noAnswer : 'That did not work. Try again later.');
  return new UpdateProblem(message, { cause: error });
}
