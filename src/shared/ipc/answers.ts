import { notOk } from '../result.ts';
import type { LostHistory } from '../settings/lost-history.ts';
import type { ConflictPolicy } from '../task/recipe.ts';
import type { TaskId } from '../task/task.ts';

/** What does not change while the app runs. */
export interface AppFacts {
  readonly version: string;
  /** The host of the service that gets what is dropped; null where the app itself takes it. */
  readonly serviceHost: string | null;
  readonly electronVersion: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly coreCount: number;
  readonly hasSamples: boolean;
  /** Whether recipes can fill the thumbnail cache of a desktop here. */
  readonly hasDesktopCache: boolean;
  /** Notices raised before a window was there to show them. */
  readonly notices: readonly string[];
}

/** Languages besides English, which there always is. */
export interface LanguageList {
  readonly languages: readonly { readonly tag: string; readonly name: string }[];
  /** One plain line for each file that cannot be used, or not all of it. */
  readonly notes: readonly string[];
  /** The tag of what is spoken until the next start. */
  readonly spoken: string;
  /** Where a person's own files are looked for. */
  readonly folder: string;
}

/**
 * A history that could not be used, and what of its unfinished work can be read: null where nothing can. `damaged-in-use`: the one
 * that is open, which the next start puts aside.
 */
export interface LostHistoryReport extends Omit<LostHistory, 'reason'> {
  readonly reason: LostHistory['reason'] | 'damaged-in-use';
  readonly waiting: { readonly pictureCount: number; readonly folderCount: number } | null;
}

/**
 * A picture that the recipe would make now, fetched from `url` (`thumb://…`, valid until the next preview).
 * Sizes in pixels; `sizeBytes` is the real size of the file that would be written.
 */
export interface PreviewPicture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  readonly fileName: string;
}

/** Of tasks whose files were looked into: those that have a provisional picture, and those that have none. The others were not reached. */
export interface PeekedTasks {
  readonly found: readonly TaskId[];
  readonly without: readonly TaskId[];
}

/** What goes to another folder; `conflicts` are what their recipes do with files that are there. */
export interface MadeElsewhere {
  readonly folder: string;
  readonly count: number;
  readonly conflicts: readonly ConflictPolicy[];
}

/** Why a request was not carried out. `message` is one plain line. */
export interface Problem {
  readonly code:
    | 'not-allowed'
    | 'not-understood'
    | 'not-found'
    | 'not-possible'
    | 'too-many'
    | 'internal';
  readonly message: string;
}

/** The answer to a request that is not carried out. `message` is one plain line for people. */
export const refuse = (code: Problem['code'], message: string) => notOk<Problem>({ code, message });
