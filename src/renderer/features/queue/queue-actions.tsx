import {
  FolderPlus,
  FolderSearch,
  ImagePlus,
  ListChecks,
  ListX,
  MoreHorizontal,
  Pause,
  Play,
  Plus,
  RotateCcw,
} from 'lucide-react';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { isSettled } from '../../../shared/task/status.ts';
import { settledOf } from '../../../shared/task/tally.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { thumbline } from '../../store/bridge.ts';
import { mirror, useQueue } from '../../store/queue-store.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { CropsButton } from '../crops/crops-button.tsx';
import { addChosenFiles, addChosenFolder } from '../adding/add-files.ts';
import { ask } from '../../store/notices.ts';
import { planChosenFiles, planChosenFolder, planWaiting } from '../plan/plan-store.ts';
import { SaveMenu, type Takeaway, takeawayOf } from '../saving/save-menu.tsx';
import { cancel, retry } from '../tasks/task-actions.ts';
import { UndoButton } from '../undo/undo-dialog.tsx';

function cancelAll(): void {
  const unsettled = mirror.table.rows.filter(({ task }) => !isSettled(task.status));
  void cancel(unsettled.map(({ id }) => id));
}

/** What the only batch made, or all that was made of several. */
function takeawayOfQueue(): Takeaway {
  const [only, ...others] = useQueue.getState().batches;
  if (only && others.length === 0) {
    return { source: { batchId: only.id }, name: displayPath(only.title) };
  }
  const settled = mirror.table.rows.filter(({ task }) => isSettled(task.status));
  return takeawayOf(settled.map(({ id }) => id));
}

/** What can be done to the whole queue; only what applies is there. */
export function QueueActions() {
  const hasUnsettled = useQueue(({ tally }) => tally.queued + tally.running > 0);
  const hasSettled = useQueue(({ tally }) => settledOf(tally) > 0);
  const hasMade = useQueue(({ tally }) => tally.succeeded > 0);
  const hasFailed = useQueue(({ tally }) => tally.failed > 0);
  const isPaused = useQueue(({ queue }) => queue.isPaused);
  return (
    <div className="queue-actions">
      {hasFailed ? (
        <Button look="quiet" onClick={() => void retry('all')}>
          <RotateCcw size={14} aria-hidden /> {queueWords('retryFailed')}
        </Button>
      ) : null}
      <CropsButton />
      {hasMade && !hasUnsettled ? <SaveMenu takeaway={takeawayOfQueue} /> : null}
      {hasMade && !hasUnsettled && thumbline.can.undo ? <UndoButton /> : null}
      {hasSettled && !hasUnsettled ? <ClearButton /> : null}
      <AddMenu isNext={!hasUnsettled && !isPaused} />
      {isPaused ? (
        <Button look="primary" onClick={() => void ask(thumbline.resumeQueue())}>
          <Play size={14} aria-hidden /> {queueWords('resume')}
        </Button>
      ) : hasUnsettled ? (
        <Button onClick={() => void ask(thumbline.pauseQueue())}>
          <Pause size={14} aria-hidden /> {queueWords('pause')}
        </Button>
      ) : null}
      {hasUnsettled ? (
        <Button look="quiet" onClick={cancelAll}>
          {queueWords('cancelAll')}
        </Button>
      ) : null}
      {hasUnsettled && (hasSettled || thumbline.can.plans) ? (
        <MoreMenu hasSettled={hasSettled} />
      ) : null}
    </div>
  );
}

const clearFinished = () => void ask(thumbline.clearQueue());

function ClearButton() {
  return (
    <Button look="quiet" onClick={clearFinished}>
      {queueWords('clearFinished')}
    </Button>
  );
}

const waitingPlan: MenuEntry = {
  label: queueWords('planWhatWaits'),
  icon: <ListChecks size={15} />,
  onSelect: () => void planWaiting(),
};

function MoreMenu({ hasSettled }: { hasSettled: boolean }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet" shape="icon" aria-label={queueWords('more')}>
          <MoreHorizontal size={16} />
        </Button>
      }
      entries={[
        ...(thumbline.can.plans ? [waitingPlan] : []),
        {
          label: queueWords('clearFinished'),
          icon: <ListX size={15} />,
          isDisabled: !hasSettled,
          onSelect: clearFinished,
        },
      ]}
    />
  );
}

const planFirst: readonly MenuEntry[] = [
  'separator',
  {
    label: queueWords('seePlanFiles'),
    icon: <ListChecks size={15} />,
    onSelect: () => void planChosenFiles(),
  },
  {
    label: queueWords('seePlanFolder'),
    icon: <FolderSearch size={15} />,
    onSelect: () => void planChosenFolder(),
  },
];

/** When all is done, more pictures are the likeliest next step. */
function AddMenu({ isNext }: { isNext: boolean }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button look={isNext ? 'plain' : 'quiet'}>
          <Plus size={14} aria-hidden /> {queueWords('add')}
        </Button>
      }
      entries={[
        {
          label: queueWords('chooseFiles'),
          icon: <ImagePlus size={15} />,
          onSelect: () => void addChosenFiles(),
        },
        {
          label: queueWords('chooseFolder'),
          icon: <FolderPlus size={15} />,
          onSelect: () => void addChosenFolder(),
        },
        ...(thumbline.can.plans ? planFirst : []),
      ]}
    />
  );
}
