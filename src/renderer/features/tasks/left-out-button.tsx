import './left-out-button.css';
import {
  type LeftOut,
  leftOutCount,
  type LeftOutReason,
  leftOutReasons,
} from '../../../shared/task/batch.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';

const reasonWords: Readonly<Record<LeftOutReason, string>> = {
  hidden: tasksWords('hiddenFiles'),
  system: tasksWords('systemFiles'),
  'not-an-image': tasksWords('notPictures'),
  results: tasksWords('thumbnailsMadeBefore'),
  unreadable: tasksWords('couldNotRead'),
};

/** How much was left out of folders, and why when it is pressed; nothing when nothing was. */
export function LeftOutButton({ of }: { of: readonly LeftOut[] }) {
  const count = of.reduce((sum, leftOut) => sum + leftOutCount(leftOut), 0);
  if (count === 0) return null;
  return (
    <Note
      trigger={
        <Button look="quiet" shape="small">
          {tasksWords('leftOut', { count })}
        </Button>
      }
      title={tasksWords('leftOutFolders')}
      className="left-out"
    >
      <dl>
        {leftOutReasons.map((reason) => (
          <LeftOutLine key={reason} reason={reason} of={of} />
        ))}
      </dl>
    </Note>
  );
}

function LeftOutLine({ reason, of }: { reason: LeftOutReason; of: readonly LeftOut[] }) {
  const count = of.reduce((sum, leftOut) => sum + leftOut[reason], 0);
  if (count === 0) return null;
  return (
    <div>
      <dt>{reasonWords[reason]}</dt>
      <dd>{countWords(count)}</dd>
    </div>
  );
}
