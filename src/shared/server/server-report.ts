import type { ServerState } from './server-state.ts';

/**
 * What the screen may know of the server. The token itself never comes back.
 * `isTokenKept`: false where this computer has no safe place for it, so that it is asked for again after a restart.
 */
export interface ServerReport {
  /** Null while pictures are made on this computer. */
  readonly state: ServerState | null;
  readonly hasToken: boolean;
  readonly isTokenKept: boolean;
}
