import { z } from 'zod';
import { FoundOrder, type HistoryPage, HistoryQuery } from '../../task/history.ts';
import type { LostHistoryReport } from '../answers.ts';
import { nothing, request } from './request.ts';

/** What was made before. */
export const historyRequests = {
  'history:search': request('searchHistory', HistoryQuery).answers<HistoryPage>(),
  /** How many rows were written; null when the dialog was closed, or it was cancelled with `results:cancel-save`. */
  'history:export': request(
    'exportHistory',
    z.object({ text: z.string().max(500), format: z.enum(['csv', 'json']) }).readonly(),
  ).answers<number | null>(),
  /** How many tasks were forgotten; those before it was cancelled, too. */
  'history:clear': request(
    'clearHistory',
    z.object({ olderThanDays: z.int().min(0).max(3650) }).readonly(),
  ).answers<number>(),
  /** To all that a search finds. How many that were. */
  'history:act': request('actOnFound', FoundOrder, { needs: 'actsOnFound' }).answers<number>(),
  /** A service forgets its tasks with their pictures, and is not stopped in the middle. */
  'history:cancel-clear': request('cancelClear', nothing, {
    needs: 'keepsResults',
  }).answers<void>(),
  /** Null when there is none, or a person has decided. */
  'lost-history:report': request('readLostHistory', nothing, {
    needs: 'lostHistory',
  }).answers<LostHistoryReport | null>(),
  /** How many pictures wait for that now. */
  'lost-history:bring-back': request('bringBackLostHistory', nothing, {
    needs: 'lostHistory',
  }).answers<number>(),
  'lost-history:dismiss': request('dismissLostHistory', nothing, {
    needs: 'lostHistory',
  }).answers<void>(),
  /** Ends the app and starts it again, so that a history that was damaged meanwhile is put aside. */
  'lost-history:start-again': request('startAgain', nothing, {
    needs: 'lostHistory',
  }).answers<void>(),
} as const;
