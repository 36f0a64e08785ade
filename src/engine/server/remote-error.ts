/**
 * Why a server did not do what it was asked.
 * `away`: no answer, or one that says that it cannot work now. `refused`: not with this token. `busy`: later.
 * `declined`: not this picture. `strange`: nothing that a Thumbline server says.
 */
export type RemoteError =
  | { readonly kind: 'away' | 'refused' | 'declined' | 'strange' }
  | { readonly kind: 'busy'; readonly waitMs: number };

export const away: RemoteError = { kind: 'away' };
export const strange: RemoteError = { kind: 'strange' };
export const declined: RemoteError = { kind: 'declined' };

const usualWaitSeconds = 5;
const longestWaitSeconds = 60;

function waitMs(headers: Headers): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const asked = Number.isFinite(seconds) && seconds > 0 ? seconds : usualWaitSeconds;
  return Math.min(asked, longestWaitSeconds) * 1000;
}

/** What an answer's status says; null for one that is as it should be. Redirections are not followed. */
export function remoteErrorOf({ status, headers }: Response): RemoteError | null {
  if (status >= 200 && status < 300) return null;
  if (status === 401 || status === 403) return { kind: 'refused' };
  if (status === 429) return { kind: 'busy', waitMs: waitMs(headers) };
  if (status >= 500) return away;
  return status >= 400 ? declined : strange;
}
