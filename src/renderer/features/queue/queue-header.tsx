import './queue-header.css';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { useQueue } from '../../store/queue-store.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { BatchProgress } from './batch-progress.tsx';
import { QueueActions } from './queue-actions.tsx';
import { QueueFacts } from './queue-facts.tsx';

function useTitle(): string {
  return useQueue(({ batches }) => {
    const [only] = batches;
    if (batches.length === 1 && only) return displayPath(only.title);
    return batches.length === 0 ? 'Queue' : `${countWords(batches.length)} batches`;
  });
}

export function QueueHeader() {
  const title = useTitle();
  const isLoaded = useQueue((facts) => facts.isLoaded);
  return (
    // What it says is true of the whole queue only. It keeps its place, so that nothing jumps.
    <header className="queue-header" aria-busy={!isLoaded} data-loading={isLoaded ? undefined : ''}>
      <div className="queue-title-row">
        <h1 title={title}>
          <bdi>{title}</bdi>
        </h1>
        <QueueActions />
      </div>
      <BatchProgress />
      <QueueFacts />
    </header>
  );
}
