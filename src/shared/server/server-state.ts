/**
 * What is known of the server that a person chose. `workers` is how many pictures it makes at once. Unless it is
 * connected and has workers, pictures are made on this computer.
 * `away`: no answer. `refused`: not with this token. `strange`: something answers that is no Thumbline server.
 */
export type ServerState =
  | { readonly kind: 'checking' }
  | { readonly kind: 'connected'; readonly workers: number }
  | { readonly kind: 'away' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'strange' };

export function isUsable(state: ServerState): boolean {
  return state.kind === 'connected' && state.workers > 0;
}

const madeHere = 'Pictures are made on this computer.';

/** One plain line. */
export function serverLine(state: ServerState, hasToken = true): string {
  switch (state.kind) {
    case 'checking':
      return 'Asking the server…';
    case 'connected':
      if (state.workers === 0) return `Connected, but it has no workers. ${madeHere}`;
      return state.workers === 1 ? 'Connected, 1 worker.' : `Connected, ${state.workers} workers.`;
    case 'away':
      return `The server does not answer. ${madeHere}`;
    case 'refused':
      return hasToken
        ? `The server refuses this token. ${madeHere}`
        : `The server wants a token. ${madeHere}`;
    case 'strange':
      return `What answers there is no Thumbline server. ${madeHere}`;
  }
}

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
