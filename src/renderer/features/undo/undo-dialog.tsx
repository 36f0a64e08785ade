import './undo.css';
import { Undo2 } from 'lucide-react';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { useQueue } from '../../store/queue-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { clockWords, dayWords } from '../../words/times.ts';
import { askToUndo, closeUndo, newestUndoable, undoAsked, useUndo } from './undo-store.ts';

/** The question before a batch is undone, the same wherever that was asked for. */
export function UndoDialog() {
  const batch = useUndo((undoing) => undoing.batch);
  const isAsking = useUndo((undoing) => undoing.isAsking);
  return (
    <Dialog
      title="Undo this batch?"
      text="What it made goes to the trash, and originals it replaced are put back. What was changed since stays."
      isOpen={isAsking}
      confirmLabel="Undo"
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
      aria-label={isRunning ? 'Undoing…' : isOnly ? 'Undo batch' : 'Undo last batch'}
      disabled={isRunning}
      onClick={() => askToUndo(batch)}
    >
      <Undo2 size={14} aria-hidden /> {isRunning ? 'Undoing…' : isOnly ? 'Undo' : 'Undo last'}
    </Button>
  );
}
