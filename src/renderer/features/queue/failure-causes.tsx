import './failure-causes.css';
import { useMemo } from 'react';
import type { FailureCode } from '../../../shared/task/failure.ts';
import { failureWords } from '../../../shared/task/failure-words.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { type Cause, causesOf } from '../../store/failure-causes.ts';
import { mirror, useQueue } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { thumbline } from '../../store/bridge.ts';
import { retry } from '../tasks/task-actions.ts';
import { focusRequest } from '../tasks/use-task-item.ts';

/** Where trying again can help by itself, or once a person did what is advised; the others are shown to be looked at. */
const helpsToRetry: Readonly<Record<FailureCode, boolean>> = {
  'file-missing': true,
  'file-unreadable': true,
  'not-a-file': false,
  'file-changed': true,
  'format-unsupported': false,
  'decoder-missing': false,
  'image-corrupt': false,
  'image-truncated': false,
  'image-too-large': false,
  'password-needed': false,
  'page-missing': false,
  'timed-out': true,
  'worker-crashed': true,
  'output-unwritable': true,
  'disk-full': true,
  'store-unavailable': true,
  'larger-than-allowed': false,
  internal: true,
};

function showTasks(ids: readonly TaskId[]): void {
  const { setFilter, setSearch, setSelection } = useView.getState();
  setFilter('failed');
  setSearch('');
  const [first = null] = ids;
  setSelection({ ids: new Set(ids), focusedId: first, anchorId: first });
  if (first !== null) focusRequest.make(first);
}

/** Once nothing runs: why some failed, the commonest cause first, each with the one thing that helps. */
export function FailureCauses() {
  const failures = useQueue((facts) => facts.failures);
  const isOver = useQueue(({ tally }) => tally.queued + tally.running === 0);
  const causes = useMemo(
    () => (isOver && failures.size > 0 ? causesOf(mirror.table.rows) : []),
    [failures, isOver],
  );
  if (causes.length === 0) return null;
  return (
    <ul className="failure-causes" aria-label={queueWords('whyFailed')}>
      {causes.map((cause) => (
        <CauseRow key={cause.failure.code} cause={cause} />
      ))}
    </ul>
  );
}

function CauseRow({ cause: { failure, ids } }: { cause: Cause }) {
  const { what, advice } = failureWords(failure);
  const count = ids.length;
  const isRetried = helpsToRetry[failure.code] && thumbline.can.changes;
  return (
    <li>
      <b>{countWords(count)}</b>
      <span className="failure-cause-words">
        <span>{what}</span> <span>{advice}</span>
      </span>
      <Button
        shape="small"
        aria-label={queueWords(isRetried ? 'tryAgainOf' : 'showCauseOf', { count, title: what })}
        onClick={() => (isRetried ? void retry(ids) : showTasks(ids))}
      >
        {isRetried ? queueWords('tryAgain', { count }) : queueWords('showCause', { count })}
      </Button>
    </li>
  );
}
