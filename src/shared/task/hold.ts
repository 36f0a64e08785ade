import { z } from 'zod';
import { displayPath } from '../paths/display-path.ts';
import { bytesWords } from '../words/numbers.ts';
import type { Change } from './change.ts';
import { type Failure, failure } from './failure.ts';

/** Why the queue holds on by itself, until that is over or a person presses Resume. */
export const Hold = z.lazy(() =>
  z
    .discriminatedUnion('reason', [
      z.object({ reason: z.literal('history-full') }),
      z.object({ reason: z.literal('history-refuses') }),
      /** `neededBytes`: how much room it takes to go on. */
      z.object({ reason: z.literal('disk-full'), neededBytes: z.number() }),
      z.object({ reason: z.literal('read-only'), folder: z.string() }),
      /** Its permissions let nobody like us write there. */
      z.object({ reason: z.literal('folder-closed'), folder: z.string() }),
      z.object({ reason: z.literal('folder-gone'), folder: z.string() }),
      z.object({ reason: z.literal('crash-loop'), pictureCount: z.int() }),
    ])
    .readonly(),
);
export type Hold = z.infer<typeof Hold>;

/** Characters; the end of a path says most. */
const longestFolder = 80;

function shortened(folder: string): string {
  const shown = displayPath(folder);
  return shown.length > longestFolder ? `…${shown.slice(1 - longestFolder)}` : shown;
}

/** Two short sentences without their ends: what keeps the queue, and what to do about it. */
function wordsOf(hold: Hold): { readonly what: string; readonly remedy: string } {
  switch (hold.reason) {
    case 'history-full':
      return {
        what: 'The disk that holds the history of Thumbline is full',
        remedy: 'make room there',
      };
    case 'history-refuses':
      return { what: 'Thumbline cannot store its history', remedy: 'allow writing there' };
    case 'disk-full':
      return { what: 'The disk is full', remedy: `free ${bytesWords(hold.neededBytes)}` };
    case 'read-only':
      return {
        what: `The disk of ${shortened(hold.folder)} is read-only`,
        remedy: 'allow writing there',
      };
    case 'folder-closed':
      return {
        what: `Thumbline may not write to ${shortened(hold.folder)}`,
        remedy: 'allow writing there',
      };
    case 'folder-gone':
      return { what: `${shortened(hold.folder)} is out of reach`, remedy: 'bring it back' };
    case 'crash-loop':
      return {
        what: `The decoder crashed at ${hold.pictureCount} pictures within a minute`,
        remedy: 'close other programs if memory is short',
      };
  }
}

/** One line for somebody who can press Resume. The queue goes on by itself, too, once it can. */
export function holdLine(hold: Hold): string {
  const { what, remedy } = wordsOf(hold);
  return `${what}: ${remedy}, then Resume.`;
}

/** One line for somebody who can only wait. */
export function waitingLine(hold: Hold): string {
  const { what, remedy } = wordsOf(hold);
  return `${what}: ${remedy}. It waits and goes on by itself.`;
}

/** One line for somebody who must start it again. */
export function givenUpLine(hold: Hold): string {
  const { what, remedy } = wordsOf(hold);
  return `${what}: ${remedy}, then start it again.`;
}

/** What a task that was not made because of it would have failed with. */
export function failureOfHold(hold: Hold): Failure {
  switch (hold.reason) {
    case 'history-full':
    case 'disk-full':
      return failure('disk-full');
    case 'read-only':
    case 'folder-closed':
    case 'folder-gone':
      return failure('output-unwritable', hold.folder);
    case 'crash-loop':
      return failure('worker-crashed');
    case 'history-refuses':
      return failure('internal');
  }
}

/** What these changes say of it: null for a queue that goes on, undefined if nothing. */
export function holdIn(changes: readonly Change[]): Hold | null | undefined {
  const last = changes.findLast((change) => change.kind === 'queue');
  return last && (last.queue.hold ?? null);
}

/** Calls back when the queue holds on, and with null when it goes on again. */
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
