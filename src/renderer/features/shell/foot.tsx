import './foot.css';
import { totalOf } from '../../../shared/task/tally.ts';
import { useQueue } from '../../store/queue-store.ts';
import { useSelectedGroups } from '../../store/task-groups.ts';
import { useView } from '../../store/view-store.ts';
import { laterPart } from '../../ui/later-part.tsx';
import { ClearingCard } from '../history/clearing-card.tsx';
import { PastNotices } from '../notices/past-notices.tsx';
import { usePlan } from '../plan/plan-store.ts';
import { ConcurrencyMenu } from '../queue/concurrency-menu.tsx';
import { LeftOutNote } from '../queue/left-out-note.tsx';
import { QueueFacts, useAreFactsInFoot } from '../queue/queue-facts.tsx';
import { ServerSign } from '../queue/server-sign.tsx';
import { SavingCard } from '../saving/saving-card.tsx';

const SelectionTools = laterPart(
  async () => (await import('./selection-tools.tsx')).SelectionTools,
);

/** The tasks of the queue are what is looked at. */
function useIsQueueShown(): boolean {
  const isPlanOpen = usePlan(({ isOpen }) => isOpen);
  const isTasks = useView(({ place, isCheckingCrops }) => place === 'queue' && !isCheckingCrops);
  return isTasks && !isPlanOpen;
}

/** Facts, or what can be done to what is selected. */
function FootStart() {
  const isQueueShown = useIsQueueShown();
  const selectedCount = useSelectedGroups(({ all }) => all.length);
  const areFactsHere = useAreFactsInFoot();
  const hasFacts = useQueue(({ isLoaded, tally }) => isLoaded && totalOf(tally) > 0);
  if (isQueueShown && selectedCount > 1) return <SelectionTools />;
  return (
    <div className="foot-facts">
      {isQueueShown && areFactsHere && hasFacts ? <QueueFacts isShort /> : null}
      <ConcurrencyMenu />
      <ServerSign />
      {isQueueShown ? <LeftOutNote /> : null}
    </div>
  );
}

/** The one place below everything for facts, for what is selected, for work that takes a while, and for notices. */
export function Foot() {
  return (
    <footer className="foot">
      <FootStart />
      <div className="foot-end">
        <SavingCard />
        <ClearingCard />
        <div className="foot-notice" />
        <PastNotices />
      </div>
    </footer>
  );
}
