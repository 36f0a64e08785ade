import { updatesWords } from '../words/areas/updates.ts';

/** How far looking for a newer version of the app is. Nothing is downloaded or installed before a person says so. */
export type UpdateState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'current' }
  | { readonly kind: 'offered'; readonly version: string }
  /** `fraction` of its bytes that are there, 0–1. */
  | { readonly kind: 'downloading'; readonly version: string; readonly fraction: number }
  | { readonly kind: 'ready'; readonly version: string }
  /** Asked for, and being put in place. */
  | { readonly kind: 'installing'; readonly version: string }
  /** In place: it is what starts the next time. */
  | { readonly kind: 'installed'; readonly version: string }
  | { readonly kind: 'failed'; readonly message: string };

/** One plain line about it. */
export function updateLine(state: UpdateState): string {
  switch (state.kind) {
    case 'idle':
      return updatesWords('idle');
    case 'checking':
      return updatesWords('checking');
    case 'current':
      return updatesWords('current');
    case 'offered':
      return updatesWords('offered', { version: state.version });
    case 'downloading': {
      const percent = Math.floor(state.fraction * 100);
      return updatesWords('downloading', { version: state.version, percent });
    }
    case 'ready':
      return updatesWords('ready', { version: state.version });
    case 'installing':
      return updatesWords('installing', { version: state.version });
    case 'installed':
      return updatesWords('installed', { version: state.version });
    case 'failed':
      return state.message;
  }
}
