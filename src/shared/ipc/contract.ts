import { z } from 'zod';
import type { Batch } from '../task/batch.ts';
import { type HistoryPage, HistoryQuery, type TaskDetail, TaskSelection } from '../task/history.ts';
import { FocalPoint } from '../task/focal-point.ts';
import type { Plan } from '../task/plan.ts';
import type { PresetImport } from '../task/import-presets.ts';
import type { UndoReport } from '../task/undo.ts';
import { type Preset, PresetFolder } from '../task/preset.ts';
import type { Receipt } from '../task/receipt.ts';
import { Recipe, WholeRecipe } from '../task/recipe.ts';
import { CopyForm, type HandedOut, type PreparedDrag, ResultsOf } from '../task/results-out.ts';
import { type NumberedSave, SaveKind, SaveSource } from '../task/saving.ts';
import type { QueueSnapshot, TaskPage } from '../task/change.ts';
import { largestPasteBytes, mostPastedPictures } from '../task/pasted-picture.ts';
import { BatchId, TaskId } from '../task/task.ts';
import { ServerAddress, ServerToken } from '../server/server-address.ts';
import type { ServerReport } from '../server/server-state.ts';
import type { UpdateState } from '../settings/update-state.ts';
import { type Settings, SettingsChange } from '../settings/settings.ts';
import { WatchChange, type WatchReport } from '../settings/watch-report.ts';
import type { AsText } from './as-text.ts';
import type { AppFacts, LanguageList, LostHistoryReport, PreviewPicture } from './answers.ts';
import type { Protection } from './protection.ts';
import type { Capability } from './capabilities.ts';
import { longestList } from './long-lists.ts';
import { JobCount, type MonitorReport } from './monitor.ts';

const nothing = z.undefined();
const SomePaths = z.array(z.string().min(1).max(8192)).max(longestList);
const Paths = SomePaths.min(1).readonly();
const Origin = z.enum(['drop', 'paste']);
/** Pictures that are no files: their bytes. */
const PictureBytes = z
  .array(z.instanceof(Uint8Array))
  .min(1)
  .max(mostPastedPictures)
  .refine((all) => all.reduce((sum, bytes) => sum + bytes.byteLength, 0) <= largestPasteBytes)
  .readonly();
/** What a person chose in a dialog. The paths stay in main; the page can only name them together. */
const ChoiceId = z.uuid();
export type ChoiceId = z.infer<typeof ChoiceId>;
/** Files and folders that are not on the queue yet. */
const PlanFiles = z.union([
  z.object({ paths: Paths }).readonly(),
  z.object({ choiceId: ChoiceId }).readonly(),
]);
export type PlanFiles = z.infer<typeof PlanFiles>;
const FilesToPlan = z.object({ files: PlanFiles, recipe: Recipe }).readonly();
const PlanOfTasks = z
  .object({ taskIds: z.array(TaskId).min(1).max(longestList).readonly(), recipe: Recipe })
  .readonly();
const FilesOrFolder = z.object({ kind: z.enum(['files', 'folder']) }).readonly();
const WatchId = z.string().min(1).max(100);
const PresetId = z.string().min(1).max(100);
const OutputOf = z.object({ taskId: TaskId, output: z.int().min(0).max(31) }).readonly();

interface Traits {
  /** The verb takes `File`s, whose paths or bytes are sent in their place: it is written by hand (`FileVerbs`). */
  readonly carriesFiles?: true;
  /** Only a bridge that can do this carries the request out. */
  readonly needs?: Capability;
}

interface Answered<Answer> {
  /** Never there: it carries the type. Windows trust main, so answers are not parsed. */
  readonly answer?: Answer;
}

/** The verb by which the screen makes a request, and the schema of what it sends. */
function request<const Verb extends string, Input extends z.ZodType, const Own extends Traits>(
  verb: Verb,
  input: Input,
  traits?: Own,
) {
  const named = { verb, input, traits };
  return {
    answers: <Answer>(): typeof named & Answered<Answer> => named,
  };
}

/**
 * Every request the screen may make, named once: channel → verb, schema of what is sent, type of what it is answered with
 * when it succeeds. The preload, the page of a service and the handlers of both derive from this table.
 */
export const requests = {
  'app:facts': request('readAppFacts', nothing).answers<AppFacts>(),
  /** Tries what decoders are started with, at most for some seconds. */
  'app:protection': request('readProtection', nothing, {
    needs: 'opensFiles',
  }).answers<Protection>(),
  /** Has the system show the licences of what the app carries. */
  'app:show-licences': request('showLicences', nothing, { needs: 'opensFiles' }).answers<void>(),
  /** Versions, system and counts for a report of a problem; no paths and no names. */
  'app:diagnostics': request('readDiagnostics', nothing, {
    needs: 'opensFiles',
  }).answers<string>(),
  'app:copy-diagnostics': request('copyDiagnostics', nothing, {
    needs: 'opensFiles',
  }).answers<true>(),
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
  'task:cancel': request('cancelTasks', TaskSelection).answers<void>(),
  'task:retry': request('retryTasks', TaskSelection).answers<void>(),
  'task:remove': request('removeTasks', TaskSelection).answers<void>(),
  'task:run-again': request(
    'runTasksAgain',
    z.object({ taskIds: z.array(TaskId).min(1).max(10_000).readonly(), recipe: Recipe }).readonly(),
  ).answers<Receipt>(),
  'task:open-source': request('openSource', TaskId).answers<void>(),
  'task:reveal-source': request('revealSource', TaskId, { needs: 'opensFiles' }).answers<void>(),
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
  'recipe:preview': request(
    'previewRecipe',
    z
      .object({
        taskId: TaskId,
        recipe: Recipe,
        output: z.int().min(0).max(31),
        /** Beside that of the recipe, which it leaves alone: cut at the picture's own point, as its task would be. */
        isCompared: z.boolean().exactOptional(),
      })
      .readonly(),
  ).answers<PreviewPicture>(),
  /** Null: the dialog was closed without choosing. Only the latest choice is kept. */
  'plan:choose': request('choosePlanFiles', FilesOrFolder, {
    needs: 'plans',
  }).answers<ChoiceId | null>(),
  'plan:make': request('planFiles', FilesToPlan, {
    carriesFiles: true,
    needs: 'plans',
  }).answers<Plan>(),
  'plan:make-of-tasks': request('planTasks', PlanOfTasks, { needs: 'plans' }).answers<Plan>(),
  /** Adds the files of a plan, to be made with the recipe of that plan. */
  'plan:start': request('startPlan', FilesToPlan, {
    carriesFiles: true,
    needs: 'plans',
  }).answers<Receipt>(),
  'batch:undo': request('undoBatch', BatchId, { needs: 'undo' }).answers<UndoReport>(),
  /** The newest one that undoing would do something for; null when there is none. */
  'batch:find-undoable': request('findUndoable', nothing, {
    needs: 'undo',
  }).answers<Batch | null>(),
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
  /** Null when nobody said where it is. */
  'focus:read': request('readFocalPoint', TaskId, {
    needs: 'focalPoints',
  }).answers<FocalPoint | null>(),
  'focus:save': request(
    'saveFocalPoint',
    z.object({ taskId: TaskId, point: FocalPoint.nullable() }).readonly(),
    { needs: 'focalPoints' },
  ).answers<void>(),
  'preset:list': request('listPresets', nothing).answers<readonly Preset[]>(),
  /** Null: the dialog was closed without choosing. */
  'preset:import': request('importPresets', nothing).answers<PresetImport | null>(),
  /** Where it was written; null when the dialog was closed. */
  'preset:export': request('exportPreset', PresetId).answers<string | null>(),
  'preset:duplicate': request('duplicatePreset', PresetId).answers<Preset>(),
  'preset:save': request(
    'savePreset',
    z.object({ id: z.string().max(100).nullable(), recipe: WholeRecipe }).readonly(),
  ).answers<Preset>(),
  'preset:remove': request('removePreset', PresetId).answers<void>(),
  'preset:arrange': request(
    'arrangePreset',
    z
      .object({ id: PresetId, before: PresetId.nullable(), folder: PresetFolder.nullable() })
      .readonly(),
  ).answers<void>(),
  'settings:read': request('readSettings', nothing).answers<Settings>(),
  'settings:change': request('changeSettings', SettingsChange).answers<Settings>(),
  /** The chosen folder; null when the dialog was closed. */
  'settings:choose-destination': request('chooseDestination', nothing, {
    needs: 'destination',
  }).answers<string | null>(),
  'language:list': request('listLanguages', nothing, {
    needs: 'settings',
  }).answers<LanguageList>(),
  'server:report': request('readServer', nothing, { needs: 'server' }).answers<ServerReport>(),
  /** Without a token the one that is known for this address stays. False: the person did not want pictures to be sent there. */
  'server:choose': request(
    'chooseServer',
    z.object({ address: ServerAddress, token: ServerToken.optional() }).readonly(),
    { needs: 'server' },
  ).answers<boolean>(),
  'server:leave': request('leaveServer', nothing, { needs: 'server' }).answers<void>(),
  'server:check': request('checkServer', nothing, { needs: 'server' }).answers<ServerReport>(),
  /** Null where this copy is not updated by the app. */
  'update:report': request('readUpdate', nothing, {
    needs: 'updates',
  }).answers<UpdateState | null>(),
  /** Looks for a newer version; only where a person has switched that on. */
  'update:check': request('checkForUpdate', nothing, { needs: 'updates' }).answers<void>(),
  'update:download': request('downloadUpdate', nothing, { needs: 'updates' }).answers<void>(),
  /** Asks first. False when the person does not want it now. */
  'update:install': request('installUpdate', nothing, { needs: 'updates' }).answers<boolean>(),
  'watch:list': request('listWatched', nothing, {
    needs: 'watches',
  }).answers<readonly WatchReport[]>(),
  /** Asks for a folder, which is made with the recipe that is set; its id. Null: the dialog was closed without choosing. */
  'watch:add': request('addWatched', nothing, { needs: 'watches' }).answers<string | null>(),
  'watch:change': request(
    'changeWatched',
    z.object({ id: WatchId, change: WatchChange }).readonly(),
    { needs: 'watches' },
  ).answers<void>(),
  'watch:remove': request('removeWatched', WatchId, { needs: 'watches' }).answers<void>(),
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
  'monitor:report': request('readMonitor', nothing).answers<MonitorReport>(),
  'worker:set-jobs': request(
    'setWorkerJobs',
    z.object({ name: z.string().min(1).max(200), jobs: JobCount }).readonly(),
  ).answers<void>(),
} as const;

type Requests = typeof requests;
export type Channel = keyof Requests;
export type RequestInput<C extends Channel> = z.infer<Requests[C]['input']>;
export type AnswerOf<C extends Channel> = Required<Requests[C]>['answer'];
export type VerbOf<C extends Channel> = Requests[C]['verb'];

type ChannelsWith<Own extends Traits> = {
  [C in Channel]: NonNullable<Requests[C]['traits']> extends Own ? C : never;
}[Channel];
/** Channels whose verbs take `File`s. */
export type FileChannel = ChannelsWith<{ readonly carriesFiles: true }>;
export type PlainChannel = Exclude<Channel, FileChannel>;
export type ChannelNeeding<N extends Capability> = ChannelsWith<{ readonly needs: N }>;

/** The same table, so typed that a channel picks its own schema in generic code. */
const inputs: { readonly [C in Channel]: { readonly input: z.ZodType<RequestInput<C>> } } =
  requests;

export const isChannel = (name: string): name is Channel => Object.hasOwn(requests, name);

/** Parses what was sent on a channel. */
export const parseInput = <C extends Channel>(channel: C, raw: unknown) =>
  inputs[channel].input.safeParse(raw);

const plain: readonly (readonly unknown[])[] = Object.entries(requests).flatMap(
  ([channel, { verb, traits }]) => (traits && 'carriesFiles' in traits ? [] : [[channel, verb]]),
);
/** Every channel whose verb sends just what it was given. */
export const plainVerbs: { readonly [C in PlainChannel]: VerbOf<C> } = Object.fromEntries(plain);
