import './task-area.css';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { useVisibleIds } from '../../store/visible-ids.ts';
import { Button } from '../../ui/button.tsx';
import { TaskGrid } from '../task-grid/task-grid.tsx';
import { TaskRows } from '../task-list/task-rows.tsx';
import type { RenderHead } from '../tasks/task-viewport.tsx';
import { BatchHead } from './batch-head.tsx';
import { FailureCauses } from './failure-causes.tsx';
import { FilterBar } from './filter-bar.tsx';

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
