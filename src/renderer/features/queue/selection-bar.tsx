import './selection-bar.css';
import { RotateCcw, Trash2, Wand2, X } from 'lucide-react';
import { emptySelection } from '../../store/selection.ts';
import { useSelectedGroups } from '../../store/selected-groups.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { countWords } from '../../../shared/words/numbers.ts';
import { SaveMenu } from '../saving/save-menu.tsx';
import { takeawayOf } from '../saving/save-results.ts';
import { cancel, remove, retry, runAgain } from '../tasks/task-actions.ts';

/** What can be done to several selected tasks at once. */
export function SelectionBar() {
  const { all, retryable, unsettled, settled } = useSelectedGroups();
  if (all.length < 2) return null;
  const rerun = () => void runAgain(settled, useSettings.getState().settings.recipe);
  return (
    <div className="selection-bar" role="toolbar" aria-label="Selected tasks">
      <span className="selection-bar-count">{countWords(all.length)} selected</span>
      {retryable.length > 0 ? (
        <Button look="quiet" onClick={() => void retry(retryable)}>
          <RotateCcw size={14} aria-hidden /> Retry
        </Button>
      ) : null}
      {unsettled.length > 0 ? (
        <Button look="quiet" onClick={() => void cancel(unsettled)}>
          Cancel
        </Button>
      ) : null}
      {settled.length > 0 ? (
        <Button look="quiet" onClick={rerun}>
          <Wand2 size={14} aria-hidden /> Run again
        </Button>
      ) : null}
      {settled.length > 0 ? <SaveMenu takeaway={() => takeawayOf(settled)} /> : null}
      <Button look="quiet" onClick={() => void remove(all)}>
        <Trash2 size={14} aria-hidden /> Remove
      </Button>
      <IconButton
        label="Clear selection"
        keys="Esc"
        icon={<X size={15} />}
        onClick={() => useView.getState().setSelection(emptySelection)}
      />
    </div>
  );
}
