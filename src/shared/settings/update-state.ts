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
      return 'Not checked yet.';
    case 'checking':
      return 'Checking…';
    case 'current':
      return 'You have the newest version.';
    case 'offered':
      return `Thumbline ${state.version} is available.`;
    case 'downloading':
      return `Downloading Thumbline ${state.version}: ${Math.floor(state.fraction * 100)} %`;
    case 'ready':
      return `Thumbline ${state.version} is ready. Your queue and history stay.`;
    case 'installing':
      return `Thumbline ${state.version} is being put in place…`;
    case 'installed':
      return `Thumbline ${state.version} starts the next time you open it.`;
    case 'failed':
      return state.message;
  }
}
