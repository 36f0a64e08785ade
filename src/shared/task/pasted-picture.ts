import { batchesWords } from '../words/areas/batches.ts';

/** Copied pictures come as bytes, all of them in one message, which main takes in at once: no more than this. */
export const largestPasteBytes = 64 * 1024 * 1024;
export const mostPastedPictures = 32;

/** A copied picture has no name: it gets one by the person's own clock, without a dot. "Pasted 2026-03-05 09.04.07". */
export function pastedName(date: Date): string {
  const two = (count: number) => String(count).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('.');
  return `${batchesWords('pasted')} ${day} ${time}`;
}
