import type { Result } from '../result.ts';
import type { Recipe } from '../task/recipe.ts';
import type { PicturePart } from '../task/picture-part.ts';
import type { Task } from '../task/task.ts';
import type { Announcements } from './announcements.ts';
import type { Problem } from './answers.ts';
import type { Capabilities } from './capabilities.ts';
import type {
  AnswerOf,
  Channel,
  FileChannel,
  PlainChannel,
  RequestInput,
  VerbOf,
} from './contract.ts';
import type { ChoiceId } from './requests/recipe-requests.ts';

export type Answer<C extends Channel> = Promise<Result<AnswerOf<C>, Problem>>;

/** Verbs whose argument is exactly what the channel takes. */
export type PlainVerbs<C extends PlainChannel = PlainChannel> = {
  readonly [Own in C as VerbOf<Own>]: RequestInput<Own> extends undefined
    ? () => Answer<Own>
    : (input: RequestInput<Own>) => Answer<Own>;
};

/** Dropped files, whose paths the preload finds, or what was chosen in a dialog of main's. */
export type PlannedFiles<PickedFile> = readonly PickedFile[] | ChoiceId;

/** Verbs that take files: their paths or bytes are sent in their place. */
interface FileVerbs<PickedFile> {
  /** Dropped or pasted files; the preload finds their paths. Of those without one, copied pictures, the bytes are sent. */
  enqueueFiles: (files: readonly PickedFile[], origin: 'drop' | 'paste') => Answer<'files:enqueue'>;
  /** Of files that were dropped, or that were chosen for a plan. */
  planFiles: (files: PlannedFiles<PickedFile>, recipe: Recipe) => Answer<'plan:make'>;
  /** Adds what `planFiles` was asked about, to be made with the recipe that was planned. */
  startPlan: (files: PlannedFiles<PickedFile>, recipe: Recipe) => Answer<'plan:start'>;
}

/**
 * One of a task's pictures: its source, as the task shows it, small or another page of it, or an output. Null for both: the output
 * that stands for the task, before there is one. `part`: of the source or an output, for a bridge that compares. `provisional` is what a
 * bridge that has such pictures found in the source.
 */
export type TaskPicture =
  | 'source'
  | 'source-tile'
  | 'provisional'
  | { readonly page: number }
  | { readonly index: number | null; readonly name: string | null }
  | ComparedPicture
  | { readonly of: 'source' | number; readonly part: PicturePart };

/**
 * Of a bridge that compares. `whole`: an output, every pixel of it unless it has too many for a page. `original`: its source, cut and
 * sized as that output is, but not encoded again.
 */
export type ComparedPicture = { readonly whole: number } | { readonly original: number };

export type Unsubscribe = () => void;

/**
 * The bridge between screen and app, `window.thumbline`: verbs, never a pipe. The screen knows nothing else of the app,
 * so another transport (HTTP in a browser) can stand in for it. `PickedFile` is the DOM's `File`.
 * Picks the file verbs that the contract names: a channel that takes files and has no verb here does not compile.
 */
export interface Thumbline<PickedFile>
  extends PlainVerbs, Pick<FileVerbs<PickedFile>, VerbOf<FileChannel>> {
  readonly can: Capabilities;
  /** Where an `<img>` finds a task's picture; another address after each run. */
  pictureUrl: (task: Pick<Task, 'id' | 'number'>, picture: TaskPicture) => string;
  on: <Name extends keyof Announcements>(
    announcement: Name,
    listener: (news: Announcements[Name]) => void,
  ) => Unsubscribe;
}

/** One function for each of these channels, under the name of its verb; `ask` sends what it was given. */
export function deriveVerbs<C extends PlainChannel>(
  verbs: { readonly [Own in C]: VerbOf<Own> },
  ask: (channel: string, input: unknown) => Promise<unknown>,
): PlainVerbs<C> {
  const entries: readonly (readonly unknown[])[] = Object.entries<string>(verbs).map(
    ([channel, verb]) => [verb, (input: unknown) => ask(channel, input)],
  );
  return Object.fromEntries(entries);
}
