import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { Check, ChevronDown, LayoutGrid, List } from 'lucide-react';
import { countOf, type TaskFilter, taskFilters, useView } from '../../store/view-store.ts';
import { useQueue } from '../../store/queue-store.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { useSearchRequest } from '../tasks/use-search-request.ts';
import { RecipeOpener } from '../recipe/recipe-side.tsx';
import { SearchField } from '../../ui/text-field.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Slider } from '../../ui/slider.tsx';
import { narrowWindow, useMedia } from '../../ui/use-media.ts';
import { choosableEdges, shownEdge } from '../task-grid/grid-shape.ts';
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
  const isNarrow = useMedia(narrowWindow);
  return (
    <div className="filter-bar">
      {isNarrow ? <FilterMenu /> : <FilterChoices />}
      <NameSearch />
      {listView === 'grid' && !isNarrow ? <SizeSlider /> : null}
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

/** The same choices where there is no room for all of them side by side. */
function FilterMenu() {
  const chosen = useView((view) => view.filter);
  const setFilter = useView((view) => view.setFilter);
  const tally = useQueue((facts) => facts.tally);
  const offered = taskFilters.filter((filter) => filter === 'all' || countOf(tally, filter) > 0);
  const wordsOf = (filter: TaskFilter) =>
    queueWords('filterCount', { filter: filterWords(filter), count: countOf(tally, filter) });
  return (
    <Menu
      trigger={
        <Button>
          {wordsOf(chosen)} <ChevronDown size={13} aria-hidden />
        </Button>
      }
      entries={offered.map((filter) => ({
        label: wordsOf(filter),
        icon: <span className="popup-check">{filter === chosen ? <Check size={14} /> : null}</span>,
        onSelect: () => setFilter(filter),
      }))}
    />
  );
}

/** Only a size that was let go is kept; meanwhile the grid follows. */
function SizeSlider() {
  const usual = useQueue(({ batches }) => shownEdge(batches));
  const edge = useSettings(({ settings }) => settings.pictureEdge) ?? usual;
  const follow = (pictureEdge: number) =>
    useSettings.setState(({ settings }) => ({ settings: { ...settings, pictureEdge } }));
  return (
    <div className="filter-size">
      <Slider
        label={queueWords('pictureSize')}
        value={edge}
        {...choosableEdges}
        isMuted
        onChange={follow}
        onCommit={(pictureEdge) => void changeSettings({ pictureEdge })}
      />
    </div>
  );
}

const filterWords = (filter: TaskFilter) =>
  filter === 'all' ? queueWords('all') : statusWords(filter);

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
      {filterWords(filter)}{' '}
      {count > 0 || filter === 'all' ? <span>{countWords(count)}</span> : null}
    </Toggle>
  );
}

function NameSearch() {
  const search = useView((view) => view.search);
  const setSearch = useView((view) => view.setSearch);
  const inputRef = useSearchRequest();
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
