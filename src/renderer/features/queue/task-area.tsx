import './task-area.css';
import './selection-bar.css';
import { ChevronDown, RotateCcw, Trash2, Wand2, X } from 'lucide-react';
import type { TaskId } from '../../../shared/task/task.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { thumbline } from '../../store/bridge.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { taskOnQueue } from '../../store/queue-store.ts';
import { emptySelection } from '../../store/selection.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useSelectedGroups } from '../../store/task-groups.ts';
import { useView } from '../../store/view-store.ts';
import { useVisibleIds } from '../../store/visible-ids.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { copyEntries } from '../tasks/copy-results.tsx';
import { SaveMenu, takeawayOf } from '../saving/save-menu.tsx';
import { TaskGrid } from '../task-grid/task-grid.tsx';
import { TaskRows } from '../task-list/task-rows.tsx';
import { cancel, remove, retry, runAgain } from '../tasks/task-actions.ts';
import type { RenderHead } from '../tasks/task-viewport.tsx';
import { BatchHead } from './batch-head.tsx';
import { FailureCauses } from './failure-causes.tsx';
import { FilterBar } from './filter-bar.tsx';

function CopyMenu({ ids }: { ids: readonly TaskId[] }) {
  const entries = copyEntries(ids, taskOnQueue);
  if (ids.length === 0 || entries.length === 0) return null;
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet">
          {tasksWords('copy')} <ChevronDown size={13} aria-hidden />
        </Button>
      }
      entries={entries}
    />
  );
}

/** What can be done to several selected tasks at once. */
function SelectionBar() {
  const { all, retryable, unsettled, settled } = useSelectedGroups();
  if (all.length < 2) return null;
  const mayChange = thumbline.can.changes;
  const rerun = () => void runAgain(settled, useSettings.getState().settings.recipe);
  return (
    <div className="selection-bar" role="toolbar" aria-label={queueWords('selectedTasks')}>
      <span className="selection-bar-count">{queueWords('selected', { count: all.length })}</span>
      {mayChange && retryable.length > 0 ? (
        <Button look="quiet" onClick={() => void retry(retryable)}>
          <RotateCcw size={14} aria-hidden /> {queueWords('retry')}
        </Button>
      ) : null}
      {mayChange && unsettled.length > 0 ? (
        <Button look="quiet" onClick={() => void cancel(unsettled)}>
          {queueWords('cancel')}
        </Button>
      ) : null}
      {mayChange && settled.length > 0 ? (
        <Button look="quiet" onClick={rerun}>
          <Wand2 size={14} aria-hidden /> {queueWords('runAgain')}
        </Button>
      ) : null}
      <CopyMenu ids={settled} />
      {settled.length > 0 ? <SaveMenu takeaway={() => takeawayOf(settled)} /> : null}
      {mayChange ? (
        <Button look="quiet" onClick={() => void remove(all)}>
          <Trash2 size={14} aria-hidden /> {queueWords('remove')}
        </Button>
      ) : null}
      <IconButton
        label={queueWords('clearSelection')}
        keys={queueWords('esc')}
        icon={<X size={15} />}
        onClick={() => useView.getState().setSelection(emptySelection)}
      />
    </div>
  );
}

const renderHead: RenderHead = ({ batchId }) => <BatchHead batchId={batchId} />;

export function TaskArea() {
  const ids = useVisibleIds();
  const listView = useSettings(({ settings }) => settings.listView);
  const filter = useView((view) => view.filter);
  const search = useView((view) => view.search);
  const isNarrowed = filter !== 'all' || search !== '';
  const Items = listView === 'grid' ? TaskGrid : TaskRows;
  return (
    <>
      <FilterBar />
      <FailureCauses />
      {ids.length === 0 && isNarrowed ? (
        <NothingMatches />
      ) : (
        <Items ids={ids} renderHead={renderHead} />
      )}
      <SelectionBar />
    </>
  );
}

function NothingMatches() {
  const setFilter = useView((view) => view.setFilter);
  const setSearch = useView((view) => view.setSearch);
  const showAll = () => {
    setFilter('all');
    setSearch('');
  };
  return (
    <div className="task-viewport-none">
      <p>{queueWords('nothingHereMatches')}</p>
      <Button onClick={showAll}>{queueWords('showAll')}</Button>
    </div>
  );
}
