import { z } from 'zod';
import { CopyForm, type HandedOut, type PreparedDrag, ResultsOf } from '../../task/results-out.ts';
import { type NumberedSave, SaveKind, SaveSource } from '../../task/saving.ts';
import { TaskId } from '../../task/task.ts';
import { nothing, request } from './request.ts';

const OutputOf = z.object({ taskId: TaskId, output: z.int().min(0).max(31) }).readonly();

/** What is done with results. */
export const resultsRequests = {
  'output:open': request('openOutput', OutputOf).answers<void>(),
  'output:reveal': request('revealOutput', OutputOf, { needs: 'opensFiles' }).answers<void>(),
  'output:copy-picture': request('copyPicture', OutputOf).answers<void>(),
  'output:copy-path': request('copyPath', OutputOf).answers<void>(),
  'results:copy': request('copyResults', z.object({ of: ResultsOf, form: CopyForm }).readonly(), {
    needs: 'handsOut',
  }).answers<HandedOut>(),
  /** In the system's own menu. */
  'results:share': request('shareResults', ResultsOf, { needs: 'shares' }).answers<HandedOut>(),
  /** Finds the files and makes the picture that is dragged. The newest one alone can be started. */
  'results:prepare-drag': request('prepareDrag', ResultsOf, {
    needs: 'handsOut',
  }).answers<PreparedDrag>(),
  /** Answered when the drag is over, except on macOS. */
  'results:start-drag': request('startDrag', z.int().nonnegative(), {
    needs: 'handsOut',
  }).answers<void>(),
  /** Null: the dialog was closed without choosing, or it was cancelled. */
  'results:save': request(
    'saveResults',
    z.object({ kind: SaveKind, source: SaveSource, name: z.string().min(1).max(500) }).readonly(),
  ).answers<NumberedSave | null>(),
  'results:cancel-save': request('cancelSave', nothing, { needs: 'savesFiles' }).answers<void>(),
  /** Shows a file that was saved in its folder. */
  'results:reveal-saved': request('revealSaved', z.int().nonnegative(), {
    needs: 'savesFiles',
  }).answers<void>(),
} as const;
