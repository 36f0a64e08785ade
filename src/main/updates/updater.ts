/** Finds, fetches and installs newer versions of the app, each only when it is told to. */
export interface Updater {
  /** The newer version that is offered, such as `0.2.0`; null when this is the newest. Rejects with `UpdateProblem`. */
  check(): Promise<string | null>;
  /** Fetches what `check` offered and proves it. `onFraction` is told how much is there, 0–1. Rejects with `UpdateProblem`. */
  download(onFraction: (fraction: number) => void): Promise<void>;
  /** Puts what was fetched in this version's place and starts it when the app has ended. Rejects with `UpdateProblem`. */
  install(): Promise<void>;
}

/** Why an update did not work; `message` is one plain line. */
export class UpdateProblem extends Error {}

const wordsForCode: Readonly<Record<string, string>> = {
  ERR_CHECKSUM_MISMATCH: 'The download was not what was announced, so it was thrown away.',
  ENOSPC: 'The disk is full. Free some room, then try again.',
  EACCES: 'Thumbline may not write there. Ask whoever installed it.',
  EPERM: 'Thumbline may not write there. Ask whoever installed it.',
  EROFS: 'Thumbline lies on a disk that cannot be written.',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'What the server says of the newest version makes no sense.',
  ERR_UPDATER_LATEST_VERSION_NOT_FOUND: 'The server knows no newest version.',
  ERR_UPDATER_INVALID_SIGNATURE: 'The new version is not signed by us, so it was thrown away.',
};

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** The library's errors in our words. */
export function toUpdateProblem(error: unknown): UpdateProblem {
  if (error instanceof UpdateProblem) return error;
  const known = wordsForCode[codeOf(error)];
  const text = error instanceof Error ? error.message : '';
  const message =
    known ??
    (/net::|ECONN|ENOTFOUND|EAI_AGAIN|socket|HttpError|status/i.test(`${codeOf(error)} ${text}`)
      ? 'The server does not answer. Try again later.'
      : 'That did not work. Try again later.');
  return new UpdateProblem(message, { cause: error });
}
