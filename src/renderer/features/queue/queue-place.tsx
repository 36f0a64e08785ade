import { totalOf } from '../../../shared/task/tally.ts';
import { useQueue } from '../../store/queue-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useVisibleIds } from '../../store/visible-ids.ts';
import { useView } from '../../store/view-store.ts';
import { CropsPlace } from '../crops/crops-place.tsx';
import { DetailDrawer } from '../detail/detail-drawer.tsx';
import { EmptyQueue } from '../drop/empty-queue.tsx';
import { PlanPlace } from '../plan/plan-place.tsx';
import { usePlan } from '../plan/plan-store.ts';
import { RunAgainFoot } from '../plan/run-again-foot.tsx';
import { RecipeSide } from '../recipe/recipe-side.tsx';
import { BatchAnnouncer } from './batch-announcer.tsx';
import { QueueHeader } from './queue-header.tsx';
import { TaskArea } from './task-area.tsx';

export function QueuePlace() {
  const isCheckingCrops = useView((view) => view.isCheckingCrops);
  const isPlanOpen = usePlan(({ isOpen }) => isOpen);
  if (isPlanOpen) return <PlanPlace />;
  return isCheckingCrops ? <CropsPlace /> : <TaskQueue />;
}

function TaskQueue() {
  const isEmpty = useQueue(
    ({ tally, batches }) => totalOf(tally) === 0 && !batches.some(({ isWalking }) => isWalking),
  );
  const showsRecipe = useSettings(({ settings }) => settings.showsRecipe);
  const ids = useVisibleIds();
  const detailId = useView((view) => view.detailId);
  return (
    <>
      <main className="place">
        {isEmpty ? null : <QueueHeader />}
        <section aria-label="Drop images" className="task-place">
          {isEmpty ? <EmptyQueue /> : <TaskArea />}
        </section>
        <BatchAnnouncer />
      </main>
      <RecipeSide isPinned={showsRecipe} foot={<RunAgainFoot />} />
      {detailId === null ? null : <DetailDrawer id={detailId} ids={ids} />}
    </>
  );
}
