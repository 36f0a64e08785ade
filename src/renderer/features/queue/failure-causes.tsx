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
import { makeElsewhere, retry, revealSource } from '../tasks/task-actions.ts';
import { focusRequest } from '../tasks/use-task-item.ts';

/**
 * The one thing that helps. `retry`: by itself, or once a person did what is advised. `elsewhere`: in a folder that takes it. `reveal`: the
 * file needs other permissions. `show`: the pictures need a look.
 */
type Remedy = 'retry' | 'elsewhere' | 'reveal' | 'show';

const remedies: Readonly<Record<FailureCode, Remedy>> = {
  'file-missing': 'retry',
  'file-unreadable': 'reveal',
  'not-a-file': 'show',
  'file-changed': 'retry',
  'format-unsupported': 'show',
  'decoder-missing': 'show',
  'image-corrupt': 'show',
  'image-truncated': 'show',
  'image-too-large': 'show',
  'password-needed': 'show',
  'page-missing': 'show',
  'timed-out': 'retry',
  'worker-crashed': 'retry',
  'output-unwritable': 'elsewhere',
  'disk-full': 'elsewhere',
  'store-unavailable': 'retry',
  'larger-than-allowed': 'show',
  internal: 'retry',
};

/** What this bridge can do of it. */
function remedyHere(code: FailureCode): Remedy {
  const { can } = thumbline;
  const remedy = remedies[code];
  if (remedy === 'show' || !can.changes) return 'show';
  const isHere = { retry: true, elsewhere: can.destination, reveal: can.opensFiles }[remedy];
  return isHere ? remedy : 'retry';
}

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
  return (
    <li>
      <b>{countWords(count)}</b>
      <span className="failure-cause-words">
        <span>{what}</span> <span>{advice}</span>
      </span>
      <Remedying remedy={remedyHere(failure.code)} ids={ids} what={what} />
    </li>
  );
}

interface RemedyingProps {
  remedy: Remedy;
  ids: readonly TaskId[];
  what: string;
}

function Remedying({ remedy, ids, what }: RemedyingProps) {
  const given = { count: ids.length, title: what };
  const [first] = ids;
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
    reveal: {
      name: queueWords('showInFolderOf', given),
      words: queueWords('showInFolder'),
      act: () => void (first && revealSource(first)),
    },
    show: {
      name: queueWords('showCauseOf', given),
      words: queueWords('showCause', given),
      act: () => showTasks(ids),
    },
  } as const satisfies Readonly<Record<Remedy, unknown>>;
  const { name, words, act } = buttons[remedy];
  return (
    <Button shape="small" aria-label={name} onClick={act}>
      {words}
    </Button>
  );
}
