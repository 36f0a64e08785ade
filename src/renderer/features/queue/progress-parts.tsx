import { type Tally, totalOf } from '../../../shared/task/tally.ts';

const widthOf = (part: number, total: number) => `${total === 0 ? 0 : (part / total) * 100}%`;

/** How much of some tasks has ended; what was cancelled and what failed stand at its end. */
export function ProgressParts({ tally }: { tally: Tally }) {
  const total = totalOf(tally);
  return (
    <>
      <span style={{ width: widthOf(tally.succeeded + tally.skipped, total) }} />
      <span data-cancelled style={{ width: widthOf(tally.cancelled, total) }} />
      <span data-failed style={{ width: widthOf(tally.failed, total) }} />
    </>
  );
}
