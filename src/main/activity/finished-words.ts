import type { Tally } from '../../shared/task/tally.ts';

const count = new Intl.NumberFormat('en');

function pictures(number: number): string {
  return `${count.format(number)} ${number === 1 ? 'picture' : 'pictures'}`;
}

/** What a notification says when a run has ended; null when nothing in it is worth saying. */
export function finishedWords({ succeeded, failed, skipped }: Tally) {
  if (succeeded + failed + skipped === 0) return null;
  const parts = [`${pictures(succeeded)} done`];
  if (skipped > 0) parts.push(`${count.format(skipped)} skipped`);
  if (failed > 0) parts.push(`${count.format(failed)} failed`);
  return {
    title: failed > 0 ? 'Finished, with failures' : 'Thumbnails are ready',
    body: `${parts.join(', ')}.`,
  };
}
