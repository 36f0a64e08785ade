import { Undo2 } from 'lucide-react';
import { useQueue } from '../../store/queue-store.ts';
import { Button } from '../../ui/button.tsx';
import { newestUndoable, useUndo } from './undo-store.ts';
import { askToUndo } from './undo-batch.ts';

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
