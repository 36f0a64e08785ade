import { z } from 'zod';
import {
  ExistingChoice,
  WatchFilter,
  type WatchedFolder,
  type WatchState,
} from './watched-folders.ts';

/** A watched folder as the screen shows it. */
export interface WatchReport extends Omit<WatchedFolder, 'recipe' | 'seenUntil'> {
  readonly recipeName: string;
  /** Null while it is off. */
  readonly state: WatchState | null;
  /** The last batch since the app started; null if there was none. */
  readonly lastBatch: { readonly count: number; readonly at: number } | null;
}

/** What of a watched folder can be changed; `presetId` null takes the recipe that is set beside the queue. */
export const WatchChange = z.lazy(() =>
  z
    .object({
      isOn: z.boolean().optional(),
      presetId: z.string().max(100).nullable().optional(),
      filter: WatchFilter.optional(),
      settleSeconds: z.number().min(0.2).max(3600).optional(),
      includesSubfolders: z.boolean().optional(),
      existing: ExistingChoice.optional(),
    })
    .readonly(),
);
export type WatchChange = z.infer<typeof WatchChange>;
