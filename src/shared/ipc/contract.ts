import { z } from 'zod';
import type { Batch } from '../task/batch.ts';
import { type HistoryPage, HistoryQuery, type TaskDetail, TaskSelection } from '../task/history.ts';
import { FocalPoint } from '../task/focal-point.ts';
import type { Plan } from '../task/plan.ts';
import type { PresetImport } from '../task/import-presets.ts';
import type { UndoReport } from '../task/undo.ts';
import type { Preset } from '../task/preset.ts';
import type { Receipt } from '../task/receipt.ts';
import { Recipe } from '../task/recipe.ts';
import { type NumberedSave, SaveKind, SaveSource } from '../task/saving.ts';
import type { QueueSnapshot, TaskPage } from '../task/snapshot.ts';
import { largestPasteBytes, mostPastedPictures } from '../task/pasted-picture.ts';
import { BatchId, TaskId } from '../task/task.ts';
import { ServerAddress, ServerToken } from '../server/server-address.ts';
import type { ServerReport } from '../server/server-state.ts';
import { type Settings, SettingsChange } from '../settings/settings.ts';
import type { AppFacts } from './app-facts.ts';
import { JobCount, type MonitorReport } from './monitor.ts';
import type { PreviewPicture } from './preview.ts';

const nothing = z.undefined();
const SomePaths = z.array(z.string().min(1).max(8192)).max(100_000);
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
const TasksToPlan = z
  .object({ taskIds: z.array(TaskId).min(1).max(100_000).readonly() })
  .readonly();
const OutputOf = z.object({ taskId: TaskId, output: z.int().min(0).max(31) }).readonly();

/**
 * Every request the screen may make: channel → schema of what is sent.
 * A channel without a schema here does not exist, and one without an answer below does not compile.
 */
export const requests = {
  'app:facts': nothing,
  'files:enqueue': z.object({ paths: Paths, origin: Origin }).readonly(),
  /** Saved as files first. `paths` are files that came with them. */
  'pictures:enqueue': z
    .object({ pictures: PictureBytes, paths: SomePaths.readonly(), origin: Origin })
    .readonly(),
  'files:choose': z.object({ kind: z.enum(['files', 'folder']) }).readonly(),
  'samples:enqueue': nothing,
  'queue:snapshot': nothing,
  'queue:pause': nothing,
  'queue:resume': nothing,
  'queue:clear': nothing,
  'task:list': z.object({ after: z.int().min(-1), limit: z.int().min(1).max(5000) }).readonly(),
  'task:detail': TaskId,
  'task:cancel': TaskSelection,
  'task:retry': TaskSelection,
  'task:remove': TaskSelection,
  'task:run-again': z
    .object({ taskIds: z.array(TaskId).min(1).max(10_000).readonly(), recipe: Recipe })
    .readonly(),
  'task:open-source': TaskId,
  'task:reveal-source': TaskId,
  'output:open': OutputOf,
  'output:reveal': OutputOf,
  'output:copy-picture': OutputOf,
  'output:copy-path': OutputOf,
  'recipe:preview': z
    .object({ taskId: TaskId, recipe: Recipe, output: z.int().min(0).max(31) })
    .readonly(),
  'plan:choose': z.object({ kind: z.enum(['files', 'folder']) }).readonly(),
  'plan:make': z.object({ sources: z.union([PlanFiles, TasksToPlan]), recipe: Recipe }).readonly(),
  /** Adds the files of a plan, to be made with the recipe of that plan. */
  'plan:start': z.object({ files: PlanFiles, recipe: Recipe }).readonly(),
  'batch:undo': BatchId,
  'batch:find-undoable': nothing,
  'results:save': z
    .object({ kind: SaveKind, source: SaveSource, name: z.string().min(1).max(500) })
    .readonly(),
  'results:cancel-save': nothing,
  'results:reveal-saved': z.int().nonnegative(),
  'focus:read': TaskId,
  'focus:save': z.object({ taskId: TaskId, point: FocalPoint.nullable() }).readonly(),
  'preset:list': nothing,
  'preset:import': nothing,
  'preset:export': z.string().min(1).max(100),
  'preset:duplicate': z.string().min(1).max(100),
  'preset:save': z.object({ id: z.string().max(100).nullable(), recipe: Recipe }).readonly(),
  'preset:remove': z.string().min(1).max(100),
  'settings:read': nothing,
  'settings:change': SettingsChange,
  'settings:choose-destination': nothing,
  'server:report': nothing,
  /** Without a token the one that is known for this address stays. */
  'server:choose': z.object({ address: ServerAddress, token: ServerToken.optional() }).readonly(),
  'server:leave': nothing,
  'server:check': nothing,
  'history:search': HistoryQuery,
  'history:export': z
    .object({ text: z.string().max(500), format: z.enum(['csv', 'json']) })
    .readonly(),
  'history:clear': z.object({ olderThanDays: z.int().min(0).max(3650) }).readonly(),
  'monitor:report': nothing,
  'worker:set-jobs': z.object({ name: z.string().min(1).max(200), jobs: JobCount }).readonly(),
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type Channel = keyof typeof requests;
export type RequestInput<C extends Channel> = z.infer<(typeof requests)[C]>;

/** The same table, so typed that a channel picks its own schema in generic code. */
export const requestSchemas: { readonly [C in Channel]: z.ZodType<RequestInput<C>> } = requests;

/** What each channel answers with when it succeeds. */
export interface Answers {
  'app:facts': AppFacts;
  'files:enqueue': Receipt;
  'pictures:enqueue': Receipt;
  /** Null: the dialog was closed without choosing. */
  'files:choose': Receipt | null;
  'samples:enqueue': Receipt;
  'queue:snapshot': QueueSnapshot;
  'queue:pause': void;
  'queue:resume': void;
  /** Takes settled tasks off the queue; history keeps them. */
  'queue:clear': void;
  'task:list': TaskPage;
  'task:detail': TaskDetail;
  'task:cancel': void;
  'task:retry': void;
  'task:remove': void;
  'task:run-again': Receipt;
  'task:open-source': void;
  'task:reveal-source': void;
  'output:open': void;
  'output:reveal': void;
  'output:copy-picture': void;
  'output:copy-path': void;
  'recipe:preview': PreviewPicture;
  /** Null: the dialog was closed without choosing. Only the latest choice is kept. */
  'plan:choose': ChoiceId | null;
  'plan:make': Plan;
  'plan:start': Receipt;
  'batch:undo': UndoReport;
  /** The newest one that undoing would do something for; null when there is none. */
  'batch:find-undoable': Batch | null;
  /** Null: the dialog was closed without choosing, or it was cancelled. */
  'results:save': NumberedSave | null;
  'results:cancel-save': void;
  /** Shows a file that was saved in its folder. */
  'results:reveal-saved': void;
  /** Null when nobody said where it is. */
  'focus:read': FocalPoint | null;
  'focus:save': void;
  'preset:list': readonly Preset[];
  /** Null: the dialog was closed without choosing. */
  'preset:import': PresetImport | null;
  /** Where it was written; null when the dialog was closed. */
  'preset:export': string | null;
  'preset:duplicate': Preset;
  'preset:save': Preset;
  'preset:remove': void;
  'settings:read': Settings;
  'settings:change': Settings;
  /** The chosen folder; null when the dialog was closed. */
  'settings:choose-destination': string | null;
  'server:report': ServerReport;
  /** False: the person did not want pictures to be sent there. */
  'server:choose': boolean;
  'server:leave': void;
  'server:check': ServerReport;
  'history:search': HistoryPage;
  /** How many rows were written; null when the dialog was closed. */
  'history:export': number | null;
  /** How many tasks were forgotten. */
  'history:clear': number;
  'monitor:report': MonitorReport;
  'worker:set-jobs': void;
}

/** Fails to compile when a channel has a schema and no answer. */
export type AnswerOf<C extends Channel> = Answers[C];
/** Fails to compile when a channel has an answer and no schema. */
export type SchemaOf<C extends keyof Answers> = (typeof requests)[C];
