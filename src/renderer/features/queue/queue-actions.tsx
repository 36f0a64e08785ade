import {
  FolderOpen,
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
  Undo2,
} from 'lucide-react';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { isSettled } from '../../../shared/task/status.ts';
import { settledOf } from '../../../shared/task/tally.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { thumbline } from '../../store/bridge.ts';
import { mirror, newestUndoable, useQueue } from '../../store/queue-store.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { narrowWindow, useMedia } from '../../ui/use-media.ts';
import { useCropsEntry } from '../crops/crops-entry.tsx';
import { addChosenFiles, addChosenFolder } from '../adding/add-files.ts';
import { ask } from '../../store/notices.ts';
import { planChosenFiles, planChosenFolder, planWaiting } from '../plan/plan-store.ts';
import { saveEntries, SaveMenu, type Takeaway, takeawayOf } from '../saving/save-menu.tsx';
import { FailureCausesNote } from './failure-causes.tsx';
import { showResults } from '../tasks/show-results.ts';
import { cancelAll, retry } from '../tasks/task-actions.ts';
import { UndoButton } from '../undo/undo-dialog.tsx';
import { askToUndo } from '../undo/undo-store.ts';

/** What the only batch made, or all that was made of several. */
function takeawayOfQueue(): Takeaway {
  const [only, ...others] = useQueue.getState().batches;
  if (only && others.length === 0) {
    return { source: { batchId: only.id }, name: displayPath(only.title) };
  }
  const settled = mirror.table.rows.filter(({ task }) => isSettled(task.status));
  return takeawayOf(settled.map(({ id }) => id));
}

/** What can be done to the whole queue: first what is likeliest now, the rest in a menu. */
export function QueueActions() {
  const hasUnsettled = useQueue(({ tally }) => tally.queued + tally.running > 0);
  const hasMade = useQueue(({ tally }) => tally.succeeded > 0);
  const hasFailed = useQueue(({ tally }) => tally.failed > 0);
  const isNarrow = useMedia(narrowWindow);
  const isOver = hasMade && !hasUnsettled && !isNarrow;
  if (!thumbline.can.changes) {
    return (
      <div className="queue-actions">
        {hasMade ? <SaveMenu takeaway={takeawayOfQueue} /> : null}
      </div>
    );
  }
  return (
    <div className="queue-actions">
      {isNarrow ? null : <AddMenu />}
      {isOver && !hasFailed ? <SaveMenu takeaway={takeawayOfQueue} /> : null}
      {isOver && thumbline.can.undo ? <UndoButton /> : null}
      {hasUnsettled ? (
        <Button look="quiet" onClick={() => void cancelAll()}>
          {queueWords('cancelAll')}
        </Button>
      ) : null}
      <FailureCausesNote />
      <NextAction />
      <MoreMenu />
    </div>
  );
}

/** The one thing that helps most now. */
function NextAction() {
  const isPaused = useQueue(({ queue }) => queue.isPaused);
  const hasUnsettled = useQueue(({ tally }) => tally.queued + tally.running > 0);
  const canShow = useQueue(({ tally }) => tally.succeeded > 0) && thumbline.can.opensFiles;
  const hasFailed = useQueue(({ tally }) => tally.failed > 0);
  if (hasUnsettled && !isPaused) {
    return (
      <Button onClick={() => void ask(thumbline.pauseQueue())}>
        <Pause size={14} aria-hidden /> {queueWords('pause')}
      </Button>
    );
  }
  const isNext = isPaused ? 'resume' : hasFailed ? 'retry' : 'show';
  const lookOf = (action: typeof isNext) => (action === isNext ? 'primary' : 'plain');
  return (
    <>
      {canShow && !hasUnsettled && !hasFailed ? (
        <Button look={lookOf('show')} onClick={() => showResults()}>
          <FolderOpen size={14} aria-hidden /> {queueWords('showInFolder')}
        </Button>
      ) : null}
      {hasFailed && !hasUnsettled ? (
        <Button look={lookOf('retry')} onClick={() => void retry('all')}>
          <RotateCcw size={14} aria-hidden /> {queueWords('retryFailed')}
        </Button>
      ) : null}
      {isPaused ? (
        <Button look="primary" onClick={() => void ask(thumbline.resumeQueue())}>
          <Play size={14} aria-hidden /> {queueWords('resume')}
        </Button>
      ) : null}
    </>
  );
}

const waitingPlan: MenuEntry = {
  label: queueWords('planWhatWaits'),
  icon: <ListChecks size={15} />,
  onSelect: () => void planWaiting(),
};
const shownInFolder: MenuEntry = {
  label: queueWords('showInFolder'),
  icon: <FolderOpen size={15} />,
  onSelect: () => showResults(),
};
const retriedNow: MenuEntry = {
  label: queueWords('retryFailed'),
  icon: <RotateCcw size={15} />,
  onSelect: () => void retry('all'),
};
const clearedNow: MenuEntry = {
  label: queueWords('clearFinished'),
  icon: <ListX size={15} />,
  onSelect: () => void ask(thumbline.clearQueue()),
};

/** What else applies; while tasks run also what is a button afterwards. */
function MoreMenu() {
  const hasUnsettled = useQueue(({ tally }) => tally.queued + tally.running > 0);
  const hasSettled = useQueue(({ tally }) => settledOf(tally) > 0);
  const hasMade = useQueue(({ tally }) => tally.succeeded > 0);
  const hasFailed = useQueue(({ tally }) => tally.failed > 0);
  const isNarrow = useMedia(narrowWindow);
  const undoable = useQueue(newestUndoable);
  const entries: MenuEntry[] = isNarrow ? [...addEntries(), 'separator'] : [];
  entries.push(...useCropsEntry());
  if (hasUnsettled && thumbline.can.plans) entries.push(waitingPlan);
  if ((hasUnsettled || hasFailed) && hasMade && thumbline.can.opensFiles) {
    entries.push(shownInFolder);
  }
  if (hasUnsettled && hasFailed) entries.push(retriedNow);
  // Beside "Retry failed" there is no room for it, and in a narrow window for hardly anything.
  if (!hasUnsettled && hasMade && (hasFailed || isNarrow)) {
    entries.push(...saveEntries(takeawayOfQueue));
  }
  if (isNarrow && !hasUnsettled && undoable && thumbline.can.undo) {
    entries.push({
      label: queueWords('undoThis'),
      icon: <Undo2 size={15} />,
      onSelect: () => askToUndo(undoable),
    });
  }
  if (hasSettled) entries.push(clearedNow);
  if (entries.length === 0) return null;
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet" shape="icon" aria-label={queueWords('more')}>
          <MoreHorizontal size={16} />
        </Button>
      }
      entries={entries}
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

const addEntries = (): readonly MenuEntry[] => [
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
];

function AddMenu() {
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet">
          <Plus size={14} aria-hidden /> {queueWords('add')}
        </Button>
      }
      entries={addEntries()}
    />
  );
}
