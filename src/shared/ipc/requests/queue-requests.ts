import { z } from 'zod';
import type { Batch } from '../../task/batch.ts';
import { type TaskDetail, TaskSelection } from '../../task/history.ts';
import type { UndoReport } from '../../task/undo.ts';
import type { Receipt } from '../../task/receipt.ts';
import { Recipe } from '../../task/recipe.ts';
import type { QueueSnapshot, TaskPage } from '../../task/change.ts';
import { largestPasteBytes, mostPastedPictures } from '../../task/pasted-picture.ts';
import { BatchId, TaskId } from '../../task/task.ts';
import type { MadeElsewhere, PeekedTasks } from '../answers.ts';
import type { AsText } from '../as-text.ts';
import { longestList } from '../long-lists.ts';
import { FilesOrFolder, Paths, SomePaths } from './paths.ts';
import { nothing, request } from './request.ts';

export const Origin = z.enum(['drop', 'paste']);
/** Pictures that are no files: their bytes. */
export const PictureBytes = z
  .array(z.instanceof(Uint8Array))
  .min(1)
  .max(mostPastedPictures)
  .refine((all) => all.reduce((sum, bytes) => sum + bytes.byteLength, 0) <= largestPasteBytes)
  .readonly();

/** What comes on the queue and what becomes of it. */
export const queueRequests = {
  /** What was added lately, newest first. */
  'recent:list': request('listRecent', nothing, { needs: 'opensFiles' }).answers<
    readonly string[]
  >(),
  /** Refused for what is not in that list. */
  'recent:enqueue': request('enqueueRecent', z.string().min(1).max(8192), {
    needs: 'opensFiles',
  }).answers<Receipt>(),
  'files:enqueue': request('enqueueFiles', z.object({ paths: Paths, origin: Origin }).readonly(), {
    carriesFiles: true,
  }).answers<Receipt>(),
  /** Saved as files first. `paths` are files that came with them. */
  'pictures:enqueue': request(
    'enqueueFiles',
    z.object({ pictures: PictureBytes, paths: SomePaths.readonly(), origin: Origin }).readonly(),
    { carriesFiles: true },
  ).answers<Receipt>(),
  /** Null: the dialog was closed without choosing. */
  'files:choose': request('chooseFiles', FilesOrFolder).answers<Receipt | null>(),
  'samples:enqueue': request('enqueueSamples', nothing, { needs: 'samples' }).answers<Receipt>(),
  'queue:snapshot': request('readSnapshot', nothing).answers<QueueSnapshot>(),
  'queue:pause': request('pauseQueue', nothing).answers<void>(),
  'queue:resume': request('resumeQueue', nothing).answers<void>(),
  /** Takes settled tasks off the queue; history keeps them. */
  'queue:clear': request('clearQueue', nothing).answers<void>(),
  'task:list': request(
    'listTasks',
    z.object({ after: z.int().min(-1), limit: z.int().min(1).max(5000) }).readonly(),
  ).answers<TaskPage | AsText<TaskPage>>(),
  'task:detail': request('readTaskDetail', TaskId).answers<TaskDetail>(),
  /** Has the files of tasks in sight looked into for pictures to show until there are results. */
  'task:peek': request('peekTasks', z.array(TaskId).min(1).max(32).readonly(), {
    needs: 'provisional',
  }).answers<PeekedTasks>(),
  'task:cancel': request('cancelTasks', TaskSelection).answers<void>(),
  'task:retry': request('retryTasks', TaskSelection).answers<void>(),
  'task:remove': request('removeTasks', TaskSelection).answers<void>(),
  'task:run-again': request(
    'runTasksAgain',
    z
      .object({ taskIds: z.array(TaskId).min(1).max(longestList).readonly(), recipe: Recipe })
      .readonly(),
  ).answers<Receipt>(),
  /**
   * Asks for a folder and makes them there in place of where they could not be written; `held` are those that the queue waits with
   * for a folder. Null: the dialog was closed without choosing.
   */
  'task:run-elsewhere': request(
    'runTasksElsewhere',
    z.union([z.literal('held'), z.array(TaskId).min(1).max(longestList).readonly()]),
    { needs: 'destination' },
  ).answers<MadeElsewhere | null>(),
  'task:open-source': request('openSource', TaskId).answers<void>(),
  'task:reveal-source': request('revealSource', TaskId, { needs: 'opensFiles' }).answers<void>(),
  /** What waits of it has no turn; what runs goes on. */
  'batch:pause': request('pauseBatch', BatchId, { needs: 'pausesBatches' }).answers<void>(),
  'batch:resume': request('resumeBatch', BatchId, { needs: 'pausesBatches' }).answers<void>(),
  /** All that is left of it, and what is still being found. */
  'batch:cancel': request('cancelBatch', BatchId, { needs: 'pausesBatches' }).answers<void>(),
  'batch:undo': request('undoBatch', BatchId, { needs: 'undo' }).answers<UndoReport>(),
  /** The newest one that undoing would do something for; null when there is none. */
  'batch:find-undoable': request('findUndoable', nothing, {
    needs: 'undo',
  }).answers<Batch | null>(),
} as const;
