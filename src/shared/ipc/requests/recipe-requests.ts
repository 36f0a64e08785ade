import { z } from 'zod';
import { FocalPoint } from '../../task/focal-point.ts';
import type { Plan } from '../../task/plan.ts';
import type { PresetImport } from '../../task/import-presets.ts';
import { type Preset, PresetFolder } from '../../task/preset.ts';
import type { Receipt } from '../../task/receipt.ts';
import { Recipe, WholeRecipe } from '../../task/recipe.ts';
import { TaskId } from '../../task/task.ts';
import { HandTurning } from '../../task/turning.ts';
import type { PreviewPicture } from '../answers.ts';
import { longestList } from '../long-lists.ts';
import { FilesOrFolder, Paths } from './paths.ts';
import { nothing, request } from './request.ts';

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
const PresetId = z.string().min(1).max(100);

/**
 * What a preview is for; each has one of its own at a time, and leaves those of others alone. What is compared is cut at the
 * picture's own point, as its task would be.
 */
const previewUses = ['recipe', 'gallery', 'compare'] as const;
export type PreviewUse = (typeof previewUses)[number];

/** What is to be made: previews, plans, focal points and presets. */
export const recipeRequests = {
  'recipe:preview': request(
    'previewRecipe',
    z
      .object({
        taskId: TaskId,
        recipe: Recipe,
        output: z.int().min(0).max(31),
        /** Left out, the recipe's panel. */
        use: z.enum(previewUses).exactOptional(),
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
  /** Null when nobody said where it is. */
  'focus:read': request('readFocalPoint', TaskId, {
    needs: 'focalPoints',
  }).answers<FocalPoint | null>(),
  /** What draws the eye, for a person to take or move; null where nobody can say. */
  'focus:propose': request('proposeFocalPoint', TaskId, {
    needs: 'focalPoints',
  }).answers<FocalPoint | null>(),
  'focus:save': request(
    'saveFocalPoint',
    z.object({ taskId: TaskId, point: FocalPoint.nullable() }).readonly(),
    { needs: 'focalPoints' },
  ).answers<void>(),
  /** On top of how it stands now; remembered like the point. */
  'picture:turn': request('turnPicture', z.object({ taskId: TaskId, by: HandTurning }).readonly(), {
    needs: 'focalPoints',
  }).answers<void>(),
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
} as const;
