import './undo.css';
import { Undo2 } from 'lucide-react';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { undoingWords } from '../../../shared/words/areas/undoing.ts';
import { newestUndoable, useQueue } from '../../store/queue-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { clockWords, dayWords } from '../../words/times.ts';
import { undoExplained } from './undo-notice.ts';
import { askToUndo, closeUndo, undoAsked, useUndo } from './undo-store.ts';

/** The question before a batch is undone, the same wherever that was asked for. */
export function UndoDialog() {
  const batch = useUndo((undoing) => undoing.batch);
  const isAsking = useUndo((undoing) => undoing.isAsking);
  const platform = useSettings(({ facts }) => facts?.platform ?? 'linux');
  return (
    <Dialog
      title={undoingWords('undoBatch')}
      text={undoExplained(platform)}
      isOpen={isAsking}
      confirmLabel={undoingWords('undo')}
      onClose={closeUndo}
      onConfirm={() => void undoAsked()}
    >
      {batch ? (
        <p className="undo-batch">
          <b>
            <bdi>{displayPath(batch.title)}</bdi>
          </b>
          <span>
            {dayWords(batch.createdAt)}, {clockWords(batch.createdAt)} · {batch.recipe.name}
          </span>
        </p>
      ) : null}
    </Dialog>
  );
}

/** For the newest batch on the queue that made something. Not there when that is undone already. */
export function UndoButton() {
  const batch = useQueue(newestUndoable);
  const isOnly = useQueue(({ batches }) => batches.length === 1);
  const isRunning = useUndo((undoing) => undoing.isRunning);
  if (!batch) return null;
  return (
    <Button
      look="quiet"
      aria-label={
        isRunning
          ? undoingWords('undoing')
          : isOnly
            ? undoingWords('undoBatch2')
            : undoingWords('undoLastBatch')
      }
      disabled={isRunning}
      onClick={() => askToUndo(batch)}
    >
      <Undo2 size={14} aria-hidden />{' '}
      {isRunning
        ? undoingWords('undoing')
        : isOnly
          ? undoingWords('undo')
          : undoingWords('undoLast')}
    </Button>
  );
}
