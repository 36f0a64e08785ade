import '../../ui/page.css';
import './history.css';
import { History } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useView } from '../../store/view-store.ts';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { DetailDrawer } from '../detail/detail-drawer.tsx';
import { HistoryHead } from './history-head.tsx';
import { historyLines } from './history-lines.ts';
import { HistoryList } from './history-list.tsx';
import { searchHistory, useHistory } from '../../store/history-store.ts';
import { historyWords } from '../../../shared/words/areas/history.ts';

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
        {tasks.length > 0 ? <HistoryList lines={lines} tasks={tasks} ids={ids} /> : null}
        {tasks.length > 0 ? null : isLoaded ? <NothingFound /> : <SkeletonLines />}
      </main>
      {detailId === null ? null : <DetailDrawer id={detailId} ids={ids} />}
    </>
  );
}

function wordsForNothing(text: string, hint: string | null): readonly [string, string] {
  if (text === '') {
    return [historyWords('nothingHereYet'), historyWords('everythingYouMakeKeptHere')];
  }
  if (hint !== null)
    return [historyWords('notUnderstood'), historyWords('lineAboveSaysWhatSearch')];
  return [historyWords('nothingMatches'), historyWords('tryFewerWordsOrOne')];
}

function NothingFound() {
  const hint = useHistory((facts) => facts.hint);
  const text = useHistory((facts) => facts.text);
  const [what, advice] = wordsForNothing(text, hint);
  return (
    <div className="page-empty">
      <History size={32} strokeWidth={1.25} aria-hidden />
      <h2>{what}</h2>
      <p>{advice}</p>
    </div>
  );
}
