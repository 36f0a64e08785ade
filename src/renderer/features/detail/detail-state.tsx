import { failureWords, noteWords, skipWords } from '../../../shared/task/failure-words.ts';
import type { TaskDetail } from '../../../shared/task/history.ts';
import { statusWords } from '../../../shared/task/status-words.ts';
import type { Task } from '../../../shared/task/task.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { detailWords } from '../../../shared/words/areas/detail.ts';
import { thumbline } from '../../store/bridge.ts';
import { outputBytes } from '../../store/task-sum.ts';
import { Button } from '../../ui/button.tsx';
import { grownWords, savedWords } from '../../words/numbers.ts';
import { StatusGlyph } from '../tasks/status-glyph.tsx';
import { runAgain } from '../tasks/task-actions.ts';
import { smallerRecipes } from './smaller-recipes.ts';

/** What can be done about a result that is larger than its original. */
function LargerOffer({ detail: { task, batch } }: { detail: TaskDetail }) {
  const offers = smallerRecipes(task, batch.recipe);
  if (offers.length === 0 || !thumbline.can.changes) return null;
  return (
    <div className="detail-offers" role="group" aria-label={detailWords('makeSmaller')}>
      {offers.map(({ label, recipe }) => (
        <Button key={label} shape="small" onClick={() => void runAgain([task.id], recipe)}>
          {label}
        </Button>
      ))}
    </div>
  );
}

function wordsOf(task: Task): { what: string; more: string | null } {
  if (task.status === 'failed') {
    const { what, advice } = failureWords(task.failure);
    const failed = task.partly?.failedOutputs.join(', ');
    return {
      what,
      more: failed ? detailWords('adviceNotMadeFailedOthers', { advice, failed }) : advice,
    };
  }
  if (task.status === 'skipped') {
    const why = skipWords(task.reason);
    const advice = task.reason === 'own-result' ? detailWords('retryMakesThumbnailAllSame') : '';
    return { what: statusWords('skipped'), more: `${why}${advice}` };
  }
  if (task.status !== 'succeeded') return { what: statusWords(task.status), more: null };
  const after = outputBytes(task);
  const made = bytesWords(after);
  const before = task.sizeBytes;
  const saved = before === null ? null : (savedWords(before, after) ?? grownWords(before, after));
  const change =
    before === null ? made : tasksWords('becomes', { before: bytesWords(before), after: made });
  const notes = task.notes.map((note) => noteWords(note));
  return {
    what: saved === null ? change : `${change} (${saved})`,
    more: notes.length > 0 ? notes.join(' ') : null,
  };
}

/** What became of the task, and what to do about it. */
export function DetailState({ detail }: { detail: TaskDetail }) {
  const { task } = detail;
  const { what, more } = wordsOf(task);
  return (
    <div className="detail-state" data-status={task.status}>
      <StatusGlyph task={task} />
      <div>
        <strong>{what}</strong>
        {more === null ? null : <p>{more}</p>}
        <LargerOffer detail={detail} />
      </div>
    </div>
  );
}
