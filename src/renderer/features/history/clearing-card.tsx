import { create } from 'zustand';
import type { ClearingNews } from '../../../shared/task/history.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { historyWords } from '../../../shared/words/areas/history.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { ProgressCard } from '../../ui/progress-card.tsx';

/** How far clearing is; null while nothing is being cleared. */
export const useClearing = create<{ readonly news: ClearingNews | null }>(() => ({ news: null }));

/** Stays in sight wherever the person goes meanwhile. */
export function ClearingCard() {
  const news = useClearing((facts) => facts.news);
  if (!news) return null;
  return (
    <ProgressCard
      label={historyWords('clearingHistory')}
      state={historyWords('countForgotten', { count: countWords(news.count) })}
      fraction={news.fraction}
      onCancel={() => void ask(thumbline.cancelClear())}
    >
      {historyWords('clearingHistory')}
    </ProgressCard>
  );
}
