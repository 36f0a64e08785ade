import { create } from 'zustand';
import type { Answer, PlannedFiles } from '../../../shared/ipc/verbs.ts';
import type { Plan } from '../../../shared/task/plan.ts';
import type { Recipe } from '../../../shared/task/recipe.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { planWords } from '../../../shared/words/areas/plan.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { mirror } from '../../store/queue-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { addPlanned } from '../adding/add-files.ts';
import { saveDraft } from '../recipe/draft-store.ts';
import { runAgain } from '../tasks/task-actions.ts';

/** What is done when the plan is agreed to. */
interface PlanStart {
  readonly label: string;
  readonly run: () => unknown;
}

interface Planning {
  readonly isOpen: boolean;
  /** Null while it is being made, or when it could not be. */
  readonly plan: Plan | null;
  readonly problem: string | null;
  readonly start: PlanStart | null;
}

const closed: Planning = { isOpen: false, plan: null, problem: null, start: null };

export const usePlan = create<Planning>(() => closed);

/** Only the answer to the latest question counts. */
let question = 0;

export function closePlan(): void {
  question += 1;
  usePlan.setState(closed);
}

/** Opens the plan at once and fills it when it is made. Without a start it can only be looked at. */
async function openPlan(make: () => Answer<'plan:make'>, start: PlanStart | null): Promise<void> {
  question += 1;
  const asked = question;
  usePlan.setState({ ...closed, isOpen: true, start });
  const result = await make();
  if (asked !== question) return;
  usePlan.setState(result.ok ? { plan: result.value } : { problem: result.problem.message });
}

export function startPlanned(): void {
  const { start } = usePlan.getState();
  closePlan();
  start?.run();
}

/** What the recipe would make of files that are not on the queue yet. Start makes just that, whatever the recipe is by then. */
export async function planFiles(files: PlannedFiles<File>): Promise<void> {
  await saveDraft();
  const { recipe } = useSettings.getState().settings;
  useView.getState().goTo('queue');
  await openPlan(() => thumbline.planFiles(files, recipe), {
    label: planWords('start'),
    run: () => void addPlanned(files, recipe),
  });
}

async function planChosen(choosing: Answer<'plan:choose'>): Promise<void> {
  const choiceId = await ask(choosing);
  if (choiceId !== null) await planFiles(choiceId);
}

export const planChosenFiles = () => planChosen(thumbline.choosePlanFiles({ kind: 'files' }));
export const planChosenFolder = () => planChosen(thumbline.choosePlanFiles({ kind: 'folder' }));

/** What would become of the batch that waits first; a paused queue can be resumed from there. */
export async function planWaiting(): Promise<void> {
  const waiting = mirror.table.rows.filter(({ task }) => task.status === 'queued');
  const batch = mirror.batches.get(waiting[0]?.task.batchId ?? '');
  if (!batch) return;
  const taskIds = waiting.filter(({ task }) => task.batchId === batch.id).map(({ id }) => id);
  const resume = { label: planWords('resume'), run: () => void ask(thumbline.resumeQueue()) };
  await openPlan(
    () => thumbline.planTasks({ taskIds, recipe: batch.recipe }),
    mirror.queue.isPaused ? resume : null,
  );
}

/** What running these tasks again with that recipe would make. */
export async function planAgain(taskIds: readonly TaskId[], recipe: Recipe): Promise<void> {
  await openPlan(() => thumbline.planTasks({ taskIds, recipe }), {
    label: planWords('runAgain'),
    run: () => void runAgain(taskIds, recipe),
  });
}
