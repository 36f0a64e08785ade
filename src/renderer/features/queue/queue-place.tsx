import { settledOf, totalOf } from '../../../shared/task/tally.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { thumbline } from '../../store/bridge.ts';
import { useQueue } from '../../store/queue-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useSelectedGroups } from '../../store/task-groups.ts';
import { useThrottled } from '../../store/throttle.ts';
import { useView } from '../../store/view-store.ts';
import { useVisibleIds } from '../../store/visible-ids.ts';
import { Button } from '../../ui/button.tsx';
import { laterPart } from '../../ui/later-part.tsx';
import { batchSummary } from '../../words/task-words.ts';
import { EmptyQueue } from '../drop/empty-queue.tsx';
import { LostHistoryCard } from '../lost-history/lost-history-card.tsx';
import { planAgain, usePlan } from '../plan/plan-store.ts';
import { useDraft } from '../recipe/draft-store.ts';
import { RecipeSide } from '../recipe/recipe-side.tsx';
import { runAgain } from '../tasks/task-actions.ts';
import { PrivateNext } from './private-next.tsx';
import { useUndoneWords } from './queue-facts.tsx';

const emptyPlace = <main className="place" aria-busy="true" />;
const QueueHeader = laterPart(async () => (await import('./queue-header.tsx')).QueueHeader);
const TaskArea = laterPart(async () => (await import('./task-area.tsx')).TaskArea);
const CropsPlace = laterPart(
  async () => (await import('../crops/crops-place.tsx')).CropsPlace,
  emptyPlace,
);
const PlanPlace = laterPart(
  async () => (await import('../plan/plan-place.tsx')).PlanPlace,
  emptyPlace,
);
const DetailDrawer = laterPart(
  async () => (await import('../detail/detail-drawer.tsx')).DetailDrawer,
);

/** Often enough to follow, seldom enough not to talk all the time. */
const everyMs = 4000;

/** Tells a screen reader how the queue gets on. */
function BatchAnnouncer() {
  const tally = useQueue((facts) => facts.tally);
  const isLoaded = useQueue((facts) => facts.isLoaded);
  // While a folder is looked through, its first pictures may all be done before the next are found.
  const isWalking = useQueue(({ batches }) => batches.some((batch) => batch.isWalking));
  const isDone = settledOf(tally) === totalOf(tally) && !isWalking;
  // The end is told at once.
  const throttled = useThrottled(tally, isDone ? 0 : everyMs);
  const undone = useUndoneWords();
  return (
    <div aria-live="polite" aria-atomic="true" className="visually-hidden">
      {isLoaded ? [batchSummary(throttled), undone].filter(Boolean).join('. ') : ''}
    </div>
  );
}

/** Offers the recipe to selected tasks that have ended. */
function RunAgainFoot() {
  const settled = useSelectedGroups((groups) => groups.settled);
  const isWhole = useDraft(({ problems }) => Object.keys(problems).length === 0);
  const recipe = useDraft((draft) => draft.recipe);
  if (settled.length === 0) return null;
  return (
    <div className="recipe-foot">
      {thumbline.can.plans ? (
        <Button look="quiet" disabled={!isWhole} onClick={() => void planAgain(settled, recipe)}>
          {queueWords('plan')}
        </Button>
      ) : null}
      <Button disabled={!isWhole} onClick={() => void runAgain(settled, recipe)}>
        {settled.length === 1
          ? queueWords('runAgainRecipe')
          : queueWords('runCountAgain', { count: settled.length })}
      </Button>
    </div>
  );
}

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
        <LostHistoryCard />
        <PrivateNext />
        {isEmpty ? null : <QueueHeader />}
        <section aria-label={queueWords('dropImages')} className="task-place">
          {isEmpty ? <EmptyQueue /> : <TaskArea />}
        </section>
        <BatchAnnouncer />
      </main>
      {thumbline.can.changes ? <RecipeSide isPinned={showsRecipe} foot={<RunAgainFoot />} /> : null}
      {detailId === null ? null : <DetailDrawer id={detailId} ids={ids} />}
    </>
  );
}
