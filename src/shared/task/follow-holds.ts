import type { Change } from './change.ts';
import type { Hold } from './hold.ts';

/** What these changes say of it: null for a queue that goes on, if only in part; undefined if nothing. */
function holdIn(changes: readonly Change[]): Hold | null | undefined {
  const last = changes.findLast((change) => change.kind === 'queue');
  return last && ((last.queue.isPaused && last.queue.hold) || null);
}

/** Calls back when the whole queue holds on, or holds on for something else; and with null when it goes on again, if only in part. */
export function followHolds(
  tell: (hold: Hold | null) => void,
): (changes: readonly Change[]) => void {
  let before: string | null = null;
  return (changes) => {
    const hold = holdIn(changes);
    const now = hold ? JSON.stringify(hold) : null;
    if (hold === undefined || now === before) return;
    before = now;
    tell(hold);
  };
}
