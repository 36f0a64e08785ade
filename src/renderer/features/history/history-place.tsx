import '../../ui/page.css';
import './history.css';
import { History } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useView } from '../../store/view-store.ts';
import { DetailDrawer } from '../detail/detail-drawer.tsx';
import { HistoryHead } from './history-head.tsx';
import { historyLines } from './history-lines.ts';
import { HistoryList } from './history-list.tsx';
import { searchHistory, useHistory } from './history-store.ts';

export function HistoryPlace() {
  const tasks = useHistory((facts) => facts.tasks);
  const batches = useHistory((facts) => facts.batches);
  const isLoaded = useHistory((facts) => facts.isLoaded);
  const detailId = useView((view) => view.detailId);
  const lines = useMemo(() => historyLines(tasks, batches), [tasks, batches]);
  const ids = useMemo(() => tasks.map(({ id }) => id), [tasks]);
  useEffect(() => {
    void searchHistory(useHistory.getState().text);
  }, []);
  return (
    <>
      <main className="place">
        <HistoryHead />
        {tasks.length > 0 ? <HistoryList lines={lines} /> : isLoaded ? <NothingFound /> : null}
      </main>
      {detailId === null ? null : <DetailDrawer id={detailId} ids={ids} />}
    </>
  );
}

function NothingFound() {
  const isSearching = useHistory(({ text }) => text !== '');
  return (
    <div className="page-empty">
      <History size={32} strokeWidth={1.25} aria-hidden />
      <h2>{isSearching ? 'Nothing matches' : 'Nothing here yet'}</h2>
      <p>
        {isSearching
          ? 'Try fewer words, or one of the examples above.'
          : 'Everything you make is kept here, to be found and run again.'}
      </p>
    </div>
  );
}
