import { serverWords } from '../words/areas/server.ts';

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

/** One plain line. */
export function serverLine(state: ServerState, hasToken = true): string {
  switch (state.kind) {
    case 'checking':
      return serverWords('checking');
    case 'connected':
      return state.workers === 0
        ? serverWords('noWorkers')
        : serverWords('connected', { workers: state.workers });
    case 'away':
      return serverWords('away');
    case 'refused':
      return hasToken ? serverWords('refused') : serverWords('wantsToken');
    case 'strange':
      return serverWords('strange');
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
