import './failure-causes.css';
import { useMemo } from 'react';
import { failureWords } from '../../../shared/task/failure-words.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { type Cause, causesOf, type Remedy } from '../../store/failure-causes.ts';
import { mirror, useQueue } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { lowWindow, useMedia } from '../../ui/use-media.ts';
import { thumbline } from '../../store/bridge.ts';
import { makeElsewhere, retry } from '../tasks/task-actions.ts';
import { focusRequest } from '../tasks/use-task-item.ts';

/** What this bridge can do of it. */
function remedyHere({ remedy }: Cause): Remedy {
  const { can } = thumbline;
  if (!can.changes) return 'show';
  return remedy === 'elsewhere' && !can.destination ? 'retry' : remedy;
}

function showTasks(ids: readonly TaskId[]): void {
  const { setFilter, setSearch, setSelection } = useView.getState();
  setFilter('failed');
  setSearch('');
  const [first = null] = ids;
  setSelection({ ids: new Set(ids), focusedId: first, anchorId: first });
  if (first !== null) focusRequest.make(first);
}

/** Once nothing runs: why some failed, the commonest cause first. */
function useCauses(): readonly Cause[] {
  const failures = useQueue((facts) => facts.failures);
  const isOver = useQueue(({ tally }) => tally.queued + tally.running === 0);
  return useMemo(
    () => (isOver && failures.size > 0 ? causesOf(mirror.table.rows) : []),
    [failures, isOver],
  );
}

/** Why some failed, each cause with the one thing that helps, above the pictures. */
export function FailureCauses() {
  const causes = useCauses();
  const isLow = useMedia(lowWindow);
  return causes.length === 0 || isLow ? null : <CauseList causes={causes} />;
}

/** The same behind a button, where the room is the pictures'. */
export function FailureCausesNote() {
  const causes = useCauses();
  const isLow = useMedia(lowWindow);
  if (causes.length === 0 || !isLow) return null;
  return (
    <Note
      trigger={<Button look="quiet">{queueWords('whyFailed')}</Button>}
      title={queueWords('whyFailed')}
      className="failure-note"
    >
      {(close) => <CauseList causes={causes} onAct={close} />}
    </Note>
  );
}

interface CauseListProps {
  causes: readonly Cause[];
  onAct?: () => void;
}

function CauseList({ causes, onAct }: CauseListProps) {
  return (
    <ul className="failure-causes" aria-label={queueWords('whyFailed')}>
      {causes.map((cause) => (
        <CauseRow key={`${cause.failure.code} ${cause.remedy}`} cause={cause} onAct={onAct} />
      ))}
    </ul>
  );
}

function CauseRow({ cause, onAct }: { cause: Cause; onAct: CauseListProps['onAct'] }) {
  const { failure, ids } = cause;
  const { what, advice } = failureWords(failure);
  const count = ids.length;
  return (
    <li>
      <b>{countWords(count)}</b>
      <span className="failure-cause-words">
        <span>{what}</span> <span>{advice}</span>
      </span>
      <Remedying remedy={remedyHere(cause)} ids={ids} what={what} onAct={onAct} />
    </li>
  );
}

interface RemedyingProps {
  remedy: Remedy;
  ids: readonly TaskId[];
  what: string;
  onAct: CauseListProps['onAct'];
}

function Remedying({ remedy, ids, what, onAct }: RemedyingProps) {
  const given = { count: ids.length, title: what };
  const buttons = {
    retry: {
      name: queueWords('tryAgainOf', given),
      words: queueWords('tryAgain', given),
      act: () => void retry(ids),
    },
    elsewhere: {
      name: queueWords('anotherFolderOf', given),
      words: queueWords('anotherFolder'),
      act: () => void makeElsewhere(ids),
    },
    show: {
      name: queueWords('showCauseOf', given),
      words: queueWords('showCause', given),
      act: () => showTasks(ids),
    },
  } as const satisfies Readonly<Record<Remedy, unknown>>;
  const { name, words, act } = buttons[remedy];
  const take = () => {
    act();
    onAct?.();
  };
  return (
    <Button shape="small" aria-label={name} onClick={take}>
      {words}
    </Button>
  );
}
