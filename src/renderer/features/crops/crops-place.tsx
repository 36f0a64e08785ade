import '../../ui/page.css';
import './crops.css';
import { ArrowLeft } from 'lucide-react';
import { useMemo } from 'react';
import { cropsWords } from '../../../shared/words/areas/crops.ts';
import { useQueue } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useEscape } from '../../ui/use-escape.ts';
import { CropEditor } from './crop-editor.tsx';
import { CropGrid } from './crop-grid.tsx';
import { cutTasks, makeCropsAgain, useCrops } from './crops-store.ts';

/** Every crop on the queue at once, and a way to put right those that were cut wrong. */
export function CropsPlace() {
  const version = useQueue((facts) => facts.version);
  // Gone through again whenever the queue changed.
  const tasks = useMemo(() => (version >= 0 ? cutTasks() : []), [version]);
  const movedCount = useCrops(({ points }) => points.size);
  const chosenId = useCrops((crops) => crops.chosenId);
  const chosen = tasks.find(({ id }) => id === chosenId) ?? tasks[0];
  const goBack = () => useView.getState().checkCrops(false);
  useEscape(goBack);
  return (
    <main className="place">
      <header className="page-head">
        <div className="page-head-row">
          <IconButton
            label={cropsWords('backQueue')}
            icon={<ArrowLeft size={16} />}
            onClick={goBack}
          />
          <h1>{cropsWords('crops')}</h1>
          <span className="crops-count">{cropsWords('count', { count: tasks.length })}</span>
          <Button look="primary" disabled={movedCount === 0} onClick={() => void makeCropsAgain()}>
            {movedCount === 0
              ? cropsWords('makeAgain')
              : cropsWords('makeMovedCountAgain', { movedCount })}
          </Button>
        </div>
      </header>
      <div className="crops">
        <CropGrid tasks={tasks} />
        {chosen ? <CropEditor key={chosen.id} task={chosen} /> : null}
      </div>
    </main>
  );
}
