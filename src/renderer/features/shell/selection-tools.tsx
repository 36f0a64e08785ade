import { ChevronDown, MoreHorizontal, RotateCcw, Trash2, Wand2, X } from 'lucide-react';
import type { TaskId } from '../../../shared/task/task.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { thumbline } from '../../store/bridge.ts';
import { taskOnQueue } from '../../store/queue-store.ts';
import { emptySelection } from '../../store/selection.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useSelectedGroups } from '../../store/task-groups.ts';
import { useView } from '../../store/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuEntry, type MenuItem } from '../../ui/menu.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { saveEntries, SaveMenu, takeawayOf } from '../saving/save-menu.tsx';
import { copyEntries } from '../tasks/copy-results.tsx';
import { cancel, remove, retry, runAgain } from '../tasks/task-actions.ts';

/** Where there is no room for all of it beside a notice. */
const crowdedFoot = '(width < 960px)';

function CopyMenu({ ids }: { ids: readonly TaskId[] }) {
  const entries = copyEntries(ids, taskOnQueue);
  if (ids.length === 0 || entries.length === 0) return null;
  return (
    <Menu
      trigger={
        <Button look="quiet">
          {tasksWords('copy')} <ChevronDown size={13} aria-hidden />
        </Button>
      }
      entries={entries}
    />
  );
}

/** What changes the selected tasks; the first of it helps most. */
function useVerbs(): readonly MenuItem[] {
  const { retryable, unsettled, settled } = useSelectedGroups();
  if (!thumbline.can.changes) return [];
  const verbs: MenuItem[] = [];
  if (retryable.length > 0) {
    verbs.push({
      label: queueWords('retry'),
      icon: <RotateCcw size={15} aria-hidden />,
      onSelect: () => void retry(retryable),
    });
  }
  if (unsettled.length > 0) {
    verbs.push({
      label: queueWords('cancel'),
      icon: <X size={15} aria-hidden />,
      onSelect: () => void cancel(unsettled),
    });
  }
  if (settled.length > 0) {
    verbs.push({
      label: queueWords('runAgain'),
      icon: <Wand2 size={15} aria-hidden />,
      onSelect: () => void runAgain(settled, useSettings.getState().settings.recipe),
    });
  }
  return verbs;
}

/** What can be done to several selected tasks at once: the likeliest as buttons, the rest in a menu. */
export function SelectionTools() {
  const { all, settled } = useSelectedGroups();
  const verbs = useVerbs();
  const isNarrow = useMedia(crowdedFoot);
  const takeaway = () => takeawayOf(settled);
  const rest: MenuEntry[] = isNarrow ? [...verbs] : [];
  if (isNarrow && settled.length > 0) rest.push(...saveEntries(takeaway));
  if (thumbline.can.changes) {
    rest.push('separator', {
      label: queueWords('remove'),
      icon: <Trash2 size={15} />,
      onSelect: () => void remove(all),
    });
  }
  const words = queueWords('selected', { count: all.length });
  return (
    <div className="selection-tools" role="toolbar" aria-label={queueWords('selectedTasks')}>
      <span className="selection-tools-count" title={words}>
        {words}
      </span>
      {isNarrow
        ? null
        : verbs.map(({ label, icon, onSelect }) => (
            <Button key={label} look="quiet" onClick={onSelect}>
              {icon} {label}
            </Button>
          ))}
      <CopyMenu ids={settled} />
      {settled.length > 0 && !isNarrow ? <SaveMenu takeaway={takeaway} /> : null}
      {rest.length === 0 ? null : (
        <Menu
          trigger={
            <Button look="quiet" shape="icon" aria-label={queueWords('moreOfSelected')}>
              <MoreHorizontal size={16} />
            </Button>
          }
          entries={rest[0] === 'separator' ? rest.slice(1) : rest}
        />
      )}
      <IconButton
        label={queueWords('clearSelection')}
        keys={queueWords('esc')}
        icon={<X size={15} />}
        onClick={() => useView.getState().setSelection(emptySelection)}
      />
    </div>
  );
}
