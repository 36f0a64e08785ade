import type { AnswerOf } from '../../../shared/ipc/contract.ts';
import type { Answer, PlannedFiles } from '../../../shared/ipc/verbs.ts';
import type { Recipe } from '../../../shared/task/recipe.ts';
import { thumbline } from '../../store/bridge.ts';
import { useView } from '../../store/view-store.ts';
import { announceReceipt } from '../../store/announce-receipt.ts';
import { ask } from '../../store/notices.ts';
import { saveDraft } from '../recipe/draft-store.ts';

type Door = 'files:enqueue' | 'files:choose' | 'plan:start' | 'samples:enqueue' | 'recent:enqueue';

async function add<C extends Door>(enqueue: () => Answer<C>): Promise<void> {
  await saveDraft();
  const receipt: AnswerOf<C> | null = await ask(enqueue());
  if (!receipt) return;
  useView.getState().goTo('queue');
  announceReceipt(receipt);
}

export const addDropped = (files: readonly File[]) =>
  add(() => thumbline.enqueueFiles(files, 'drop'));
export const addPasted = (files: readonly File[]) =>
  add(() => thumbline.enqueueFiles(files, 'paste'));
export const addChosenFiles = () => add(() => thumbline.chooseFiles({ kind: 'files' }));
export const addChosenFolder = () => add(() => thumbline.chooseFiles({ kind: 'folder' }));
/** What was planned, made with the recipe of the plan. */
export const addPlanned = (files: PlannedFiles<File>, recipe: Recipe) =>
  add(() => thumbline.startPlan(files, recipe));
export const addSamples = () => add(() => thumbline.enqueueSamples());
export const addRecent = (path: string) => add(() => thumbline.enqueueRecent(path));
