import type { Result } from '../result.ts';
import type { Recipe } from '../task/recipe.ts';
import type { TaskId } from '../task/task.ts';
import type { Announcements } from './announcements.ts';
import type { AnswerOf, Channel, ChoiceId, RequestInput } from './contract.ts';
import type { Problem } from './problem.ts';

export type Answer<C extends Channel> = Promise<Result<AnswerOf<C>, Problem>>;

/** Verbs whose arguments are exactly what the channel takes. */
type Verb<C extends Channel> =
  RequestInput<C> extends undefined ? () => Answer<C> : (input: RequestInput<C>) => Answer<C>;

export type Unsubscribe = () => void;

/** Dropped files, whose paths the preload finds, or what was chosen in a dialog of main's. */
export type PlannedFiles<PickedFile> = readonly PickedFile[] | ChoiceId;

/**
 * What the preload puts on `window.thumbline`: verbs, never a pipe. The screen knows nothing else of the app,
 * so another transport (HTTP in a browser) can stand in for it. `PickedFile` is the DOM's `File`.
 */
export interface Thumbline<PickedFile> {
  readAppFacts: Verb<'app:facts'>;
  /** Dropped or pasted files; the preload finds their paths. Of those without one, copied pictures, the bytes are sent. */
  enqueueFiles: (files: readonly PickedFile[], origin: 'drop' | 'paste') => Answer<'files:enqueue'>;
  chooseFiles: () => Answer<'files:choose'>;
  chooseFolder: () => Answer<'files:choose'>;
  enqueueSamples: Verb<'samples:enqueue'>;
  readSnapshot: Verb<'queue:snapshot'>;
  listTasks: Verb<'task:list'>;
  pauseQueue: Verb<'queue:pause'>;
  resumeQueue: Verb<'queue:resume'>;
  clearQueue: Verb<'queue:clear'>;
  readTaskDetail: Verb<'task:detail'>;
  cancelTasks: Verb<'task:cancel'>;
  retryTasks: Verb<'task:retry'>;
  removeTasks: Verb<'task:remove'>;
  runTasksAgain: Verb<'task:run-again'>;
  openSource: Verb<'task:open-source'>;
  revealSource: Verb<'task:reveal-source'>;
  openOutput: Verb<'output:open'>;
  revealOutput: Verb<'output:reveal'>;
  copyPicture: Verb<'output:copy-picture'>;
  copyPath: Verb<'output:copy-path'>;
  previewRecipe: Verb<'recipe:preview'>;
  choosePlanFiles: () => Answer<'plan:choose'>;
  choosePlanFolder: () => Answer<'plan:choose'>;
  /** Of files that were dropped, or that were chosen for a plan. */
  planFiles: (files: PlannedFiles<PickedFile>, recipe: Recipe) => Answer<'plan:make'>;
  planTasks: (taskIds: readonly TaskId[], recipe: Recipe) => Answer<'plan:make'>;
  /** Adds what `planFiles` was asked about, to be made with the recipe that was planned. */
  startPlan: (files: PlannedFiles<PickedFile>, recipe: Recipe) => Answer<'plan:start'>;
  undoBatch: Verb<'batch:undo'>;
  findUndoable: Verb<'batch:find-undoable'>;
  saveResults: Verb<'results:save'>;
  cancelSave: Verb<'results:cancel-save'>;
  revealSaved: Verb<'results:reveal-saved'>;
  readFocalPoint: Verb<'focus:read'>;
  saveFocalPoint: Verb<'focus:save'>;
  listPresets: Verb<'preset:list'>;
  importPresets: Verb<'preset:import'>;
  exportPreset: Verb<'preset:export'>;
  duplicatePreset: Verb<'preset:duplicate'>;
  savePreset: Verb<'preset:save'>;
  removePreset: Verb<'preset:remove'>;
  readSettings: Verb<'settings:read'>;
  changeSettings: Verb<'settings:change'>;
  chooseDestination: Verb<'settings:choose-destination'>;
  readServer: Verb<'server:report'>;
  chooseServer: Verb<'server:choose'>;
  leaveServer: Verb<'server:leave'>;
  checkServer: Verb<'server:check'>;
  searchHistory: Verb<'history:search'>;
  exportHistory: Verb<'history:export'>;
  clearHistory: Verb<'history:clear'>;
  readMonitor: Verb<'monitor:report'>;
  /** For the workers of a service. */
  setWorkerJobs: Verb<'worker:set-jobs'>;
  on: <Name extends keyof Announcements>(
    announcement: Name,
    listener: (news: Announcements[Name]) => void,
  ) => Unsubscribe;
}
