import { z } from 'zod';
import { WholeRecipe } from '../task/recipe.ts';

/** Which of the pictures in a watched folder are made. */
export const WatchFilter = z.lazy(() =>
  z
    .object({
      /** Endings such as `jpg`; each stands for all of its format. Empty: every picture. */
      kinds: z.array(z.string().min(1).max(20)).max(50).readonly().default([]),
      /** Patterns with `*` and `?`; one that begins with `!` leaves out. Empty: every name. */
      names: z.array(z.string().min(1).max(200)).max(50).readonly().default([]),
      minBytes: z.int().nonnegative().nullable().default(null),
      maxBytes: z.int().nonnegative().nullable().default(null),
      /** Older ones are left alone, by the time of their last change. */
      maxAgeDays: z.number().positive().max(36_500).nullable().default(null),
    })
    .readonly(),
);
export type WatchFilter = z.infer<typeof WatchFilter>;

export const everyPicture: WatchFilter = {
  kinds: [],
  names: [],
  minBytes: null,
  maxBytes: null,
  maxAgeDays: null,
};

/** What is there when a folder is watched for the first time: made, or left as it is. */
export const existingChoices = ['make', 'leave'] as const;
export const ExistingChoice = z.enum(existingChoices);
export type ExistingChoice = z.infer<typeof ExistingChoice>;

export const usualSettleSeconds = 2;

/** How a folder is watched, beside which one and for what. */
const how = {
  filter: WatchFilter.default(everyPicture),
  /** A file that still changes waits until it has not for so long. */
  settleSeconds: z.number().min(0.2).max(3600).default(usualSettleSeconds),
  includesSubfolders: z.boolean().default(true),
  existing: ExistingChoice.default('leave'),
};

/** As a person sets it up. */
export const WatchedFolderDraft = z.lazy(() =>
  z
    .object({
      path: z.string().min(1).max(4096),
      recipe: WholeRecipe,
      presetId: z.string().max(100).nullable().default(null),
      isOn: z.boolean().default(true),
      ...how,
    })
    .readonly(),
);
export type WatchedFolderDraft = z.infer<typeof WatchedFolderDraft>;

/**
 * As the app keeps it. `seenUntil` is the latest time of change of what was seen there, by the clock of its disk and in milliseconds
 * since 1970: what changed later is new after a restart. Null before it was looked at.
 */
export const WatchedFolder = z.lazy(() =>
  z
    .object({
      id: z.string().min(1).max(100),
      path: z.string().min(1).max(4096),
      recipe: WholeRecipe,
      presetId: z.string().max(100).nullable().default(null),
      isOn: z.boolean().default(true),
      seenUntil: z.number().nullable().default(null),
      ...how,
    })
    .readonly(),
);
export type WatchedFolder = z.infer<typeof WatchedFolder>;

export const WatchedFolders = z.lazy(() =>
  z.object({ folders: z.array(WatchedFolder).readonly() }).readonly(),
);
export type WatchedFolders = z.infer<typeof WatchedFolders>;

/** Why a folder is not or no longer watched, or cannot be. */
export const watchProblems = [
  /** It is not there; it is watched again once it is. */
  'away',
  'not-a-folder',
  'may-not-be-read',
  'link-to-itself',
  /** It is where the results go, or lies in there. */
  'is-destination',
  /** Its recipe puts results in the place of their originals: each would be a new picture again. */
  'replaces-source',
  'watched-already',
  'inside-watched',
  'around-watched',
  /** Its drive does not answer. */
  'silent',
] as const;
export type WatchProblem = (typeof watchProblems)[number];

/** `polled` looks again and again, because the disk of the folder tells nothing or too many folders are watched. */
export type WatchState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'watched' | 'polled'; readonly waitingCount: number }
  | { readonly kind: 'problem'; readonly problem: WatchProblem };
