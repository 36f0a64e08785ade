import { totalOf } from '../../../shared/task/tally.ts';
import { useQueue } from '../../store/queue-store.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { countWords } from '../../../shared/words/numbers.ts';
import { LeftOutButton } from '../tasks/left-out-button.tsx';

/** What folder walks are doing, and afterwards what they left out and why. */
export function LeftOutNote() {
  const batches = useQueue((facts) => facts.batches);
  const found = useQueue(({ tally }) => totalOf(tally));
  if (batches.some((batch) => batch.isWalking)) {
    return (
      <span className="walking-note">
        <Spinner /> Looking through folders… {countWords(found)} found
      </span>
    );
  }
  return <LeftOutButton of={batches.map(({ leftOut }) => leftOut)} />;
}
