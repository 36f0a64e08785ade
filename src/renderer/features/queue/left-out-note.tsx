import { totalOf } from '../../../shared/task/tally.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { useQueue } from '../../store/queue-store.ts';
import { Spinner } from '../../ui/skeleton.tsx';
import { LeftOutButton } from '../tasks/left-out-button.tsx';

/** What folder walks are doing, and afterwards what they left out and why. */
export function LeftOutNote() {
  const batches = useQueue((facts) => facts.batches);
  const found = useQueue(({ tally }) => totalOf(tally));
  if (batches.some((batch) => batch.isWalking)) {
    return (
      <span className="walking-note">
        <Spinner /> {queueWords('lookingThroughFolders', { found })}
      </span>
    );
  }
  return <LeftOutButton of={batches.map(({ leftOut }) => leftOut)} />;
}
