import { Download, FolderOpen, RotateCcw, Trash2, Wand2 } from 'lucide-react';
import { isRetryable, isSettled } from '../../../shared/task/status.ts';
import type { Task } from '../../../shared/task/task.ts';
import { detailWords } from '../../../shared/words/areas/detail.ts';
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
      {isRetryable(task.status) && thumbline.can.changes ? (
        <Button look="primary" onClick={() => void retry(ids)}>
          <RotateCcw size={14} aria-hidden /> {detailWords('retry')}
        </Button>
      ) : null}
      {!thumbline.can.changes ? null : isSettled(task.status) ? (
        <Button onClick={() => void runAgain(ids, useSettings.getState().settings.recipe)}>
          <Wand2 size={14} aria-hidden /> {detailWords('runAgainRecipe')}
        </Button>
      ) : (
        <Button onClick={() => void cancel(ids)}>{detailWords('cancel')}</Button>
      )}
      {thumbline.can.opensFiles ? (
        <IconButton
          label={detailWords('showOriginalFolder')}
          icon={<FolderOpen size={16} />}
          onClick={() => void revealSource(task.id)}
        />
      ) : (
        <IconButton
          label={detailWords('saveOriginal')}
          icon={<Download size={16} />}
          onClick={() => void openSource(task.id)}
        />
      )}
      {thumbline.can.changes ? (
        <IconButton
          label={detailWords('remove')}
          icon={<Trash2 size={16} />}
          onClick={() => void remove(ids)}
        />
      ) : null}
    </footer>
  );
}
