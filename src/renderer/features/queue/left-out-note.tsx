import { Popover } from '@base-ui/react/popover';
import { leftOutCount, type LeftOutReason, leftOutReasons } from '../../../shared/task/batch.ts';
import { totalOf } from '../../../shared/task/tally.ts';
import { useQueue } from '../../store/queue-store.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { countWords } from '../../../shared/words/numbers.ts';

const reasonWords: Readonly<Record<LeftOutReason, string>> = {
  hidden: 'Hidden files',
  system: 'System files',
  'not-an-image': 'Not pictures',
  results: 'Thumbnails made before',
  unreadable: 'Folders that may not be read',
};

/** What folder walks are doing, and afterwards what they left out and why. */
export function LeftOutNote() {
  const batches = useQueue((facts) => facts.batches);
  const found = useQueue(({ tally }) => totalOf(tally));
  const leftOut = batches.reduce((sum, batch) => sum + leftOutCount(batch.leftOut), 0);
  if (batches.some((batch) => batch.isWalking)) {
    return (
      <span className="walking-note">
        <Spinner /> Looking through folders… {countWords(found)} found
      </span>
    );
  }
  if (leftOut === 0) return null;
  return (
    <Popover.Root>
      <Popover.Trigger
        render={
          <Button look="quiet" shape="small">
            {countWords(leftOut)} left out
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end">
          <Popover.Popup className="popup left-out">
            <Popover.Title>Left out of the folders</Popover.Title>
            <dl>
              {leftOutReasons.map((reason) => {
                const count = batches.reduce((sum, batch) => sum + batch.leftOut[reason], 0);
                return count === 0 ? null : (
                  <div key={reason}>
                    <dt>{reasonWords[reason]}</dt>
                    <dd>{countWords(count)}</dd>
                  </div>
                );
              })}
            </dl>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
