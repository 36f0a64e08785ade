import './undo.css';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { clockWords, dayWords } from '../../words/times.ts';
import { closeUndo, undoAsked } from './undo-batch.ts';
import { useUndo } from './undo-store.ts';

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
