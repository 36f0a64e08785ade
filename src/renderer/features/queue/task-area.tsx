import './task-area.css';
import { useSettings } from '../../store/settings-store.ts';
import { useVisibleIds } from '../../store/visible-ids.ts';
import { useView } from '../../store/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { TaskGrid } from '../task-grid/task-grid.tsx';
import { TaskRows } from '../task-list/task-rows.tsx';
import { FilterBar } from './filter-bar.tsx';
import { SelectionBar } from './selection-bar.tsx';

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
      {ids.length === 0 && isNarrowed ? <NothingMatches /> : <Items ids={ids} />}
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
      <p>Nothing here matches.</p>
      <Button onClick={showAll}>Show all</Button>
    </div>
  );
}
