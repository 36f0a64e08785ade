import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { LayoutGrid, List } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { countOf, type TaskFilter, taskFilters, useView } from '../../store/view-store.ts';
import { useQueue } from '../../store/queue-store.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { RecipeOpener } from '../recipe/recipe-side.tsx';
import { SearchField } from '../../ui/text-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { countWords } from '../../../shared/words/numbers.ts';
import { statusWords } from '../../../shared/task/status-words.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';

const views = [
  { value: 'grid', label: queueWords('grid'), icon: <LayoutGrid size={14} /> },
  { value: 'list', label: queueWords('list'), icon: <List size={14} /> },
] as const;

export function FilterBar() {
  const listView = useSettings(({ settings }) => settings.listView);
  return (
    <div className="filter-bar">
      <FilterChoices />
      <NameSearch />
      <div className="filter-view">
        <Segmented
          label={queueWords('view')}
          value={listView}
          segments={views}
          onChange={(chosen) => void changeSettings({ listView: chosen })}
        />
      </div>
      <RecipeOpener />
    </div>
  );
}

function FilterChoices() {
  const chosen = useView((view) => view.filter);
  const setFilter = useView((view) => view.setFilter);
  return (
    <ToggleGroup<TaskFilter>
      className="filter-choices"
      aria-label={queueWords('show')}
      value={[chosen]}
      onValueChange={([filter]) => setFilter(filter ?? 'all')}
    >
      {taskFilters.map((filter) => (
        <FilterChoice key={filter} filter={filter} isChosen={filter === chosen} />
      ))}
    </ToggleGroup>
  );
}

function FilterChoice({ filter, isChosen }: { filter: TaskFilter; isChosen: boolean }) {
  const count = useQueue(({ tally }) => countOf(tally, filter));
  const isRare = filter === 'skipped' || filter === 'cancelled';
  if (isRare && count === 0 && !isChosen) return null;
  return (
    <Toggle value={filter} className="filter-choice" data-filter={filter}>
      {filter === 'all' ? queueWords('all') : statusWords(filter)}{' '}
      {count > 0 || filter === 'all' ? <span>{countWords(count)}</span> : null}
    </Toggle>
  );
}

function NameSearch() {
  const search = useView((view) => view.search);
  const setSearch = useView((view) => view.setSearch);
  const requests = useView((view) => view.searchRequests);
  const inputRef = useRef<HTMLInputElement>(null);
  const answered = useRef(requests);
  useEffect(() => {
    if (answered.current === requests) return;
    answered.current = requests;
    inputRef.current?.select();
  }, [requests]);
  return (
    <SearchField
      className="filter-search"
      inputRef={inputRef}
      label={queueWords('searchNames')}
      placeholder={queueWords('searchNames')}
      value={search}
      onChange={setSearch}
    />
  );
}
