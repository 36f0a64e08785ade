import { Download, FolderOpen, RotateCcw, Trash2, Wand2 } from 'lucide-react';
import { isRetryable, isSettled } from '../../../shared/task/status.ts';
import type { Task } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import {
  cancel,
  openSource,
  remove,
  retry,
  revealSource,
  runAgain,
} from '../tasks/task-actions.ts';

export function DetailFoot({ task }: { task: Task }) {
  const ids = [task.id];
  return (
    <footer className="detail-foot">
      {isRetryable(task.status) ? (
        <Button look="primary" onClick={() => void retry(ids)}>
          <RotateCcw size={14} aria-hidden /> Retry
        </Button>
      ) : null}
      {isSettled(task.status) ? (
        <Button onClick={() => void runAgain(ids, useSettings.getState().settings.recipe)}>
          <Wand2 size={14} aria-hidden /> Run again with the recipe
        </Button>
      ) : (
        <Button onClick={() => void cancel(ids)}>Cancel</Button>
      )}
      {thumbline.can.opensFiles ? (
        <IconButton
          label="Show the original in its folder"
          icon={<FolderOpen size={16} />}
          onClick={() => void revealSource(task.id)}
        />
      ) : (
        <IconButton
          label="Save the original"
          icon={<Download size={16} />}
          onClick={() => void openSource(task.id)}
        />
      )}
      <IconButton label="Remove" icon={<Trash2 size={16} />} onClick={() => void remove(ids)} />
    </footer>
  );
}
