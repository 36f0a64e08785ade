import './saving-card.css';
import { Progress } from '@base-ui/react/progress';
import { create } from 'zustand';
import type { SavingNews } from '../../../shared/task/saving.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { Button } from '../../ui/button.tsx';

/** What is being written now; null while nothing is. */
export const useSaving = create<{ readonly news: SavingNews | null }>(() => ({ news: null }));

/** How far the file is that is being written. */
export function SavingCard() {
  const news = useSaving((facts) => facts.news);
  if (!news) return null;
  const { name, done, total } = news;
  return (
    <section className="saving-card" aria-label="Saving results">
      <div className="saving-card-words">
        <span className="saving-card-name" title={name}>
          Saving <bdi>{name}</bdi>
        </span>
        <span>
          {countWords(done)} of {countWords(total)}
        </span>
      </div>
      <Button look="quiet" shape="small" onClick={() => void ask(thumbline.cancelSave())}>
        Cancel
      </Button>
      <Progress.Root className="saving-card-bar" aria-label="Saved" max={total} value={done}>
        <span style={{ width: `${(done / Math.max(1, total)) * 100}%` }} />
      </Progress.Root>
    </section>
  );
}
