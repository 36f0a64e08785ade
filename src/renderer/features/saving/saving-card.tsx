import { create } from 'zustand';
import type { SavingNews } from '../../../shared/task/saving.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { savingWords } from '../../../shared/words/areas/saving.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { ProgressCard } from '../../ui/progress-card.tsx';

/** What is being written now; null while nothing is. */
export const useSaving = create<{ readonly news: SavingNews | null }>(() => ({ news: null }));

/** How far the file is that is being written. */
export function SavingCard() {
  const news = useSaving((facts) => facts.news);
  if (!news) return null;
  const { name, done, total } = news;
  return (
    <ProgressCard
      label={savingWords('savingResults')}
      state={savingWords('countCount2', { count: countWords(done), count2: countWords(total) })}
      fraction={Math.min(1, done / Math.max(1, total))}
      onCancel={() => void ask(thumbline.cancelSave())}
    >
      {savingWords('saving')} <bdi title={name}>{name}</bdi>
    </ProgressCard>
  );
}
