import { safeSegment } from '../../shared/paths/safe-segment.ts';
import { refuse } from '../../shared/ipc/answers.ts';
import { ok } from '../../shared/result.ts';
import { writePresetFile } from '../../shared/task/preset-file.ts';
import {
  type PresetProblem,
  presetProblemWords,
  type PresetRepository,
} from '../../shared/task/preset-repository.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import { importPresets } from '../files/receive-files.ts';
import { writeChosenFile } from '../files/write-chosen-file.ts';
import type { Announce } from '../announcing/announcer.ts';
import type { HandlersFor } from './answer-request.ts';

const refuseFor = (problem: PresetProblem) =>
  refuse(problem === 'unknown' ? 'not-found' : 'not-possible', presetProblemWords(problem));

type Channels =
  | 'preset:list'
  | 'preset:save'
  | 'preset:remove'
  | 'preset:import'
  | 'preset:export'
  | 'preset:duplicate'
  | 'preset:arrange';

export interface PresetDependencies {
  readonly presets: PresetRepository;
  readonly announce: Announce;
  readonly dialogs: FileDialogs;
}

export function presetRequests({
  presets,
  announce,
  dialogs,
}: PresetDependencies): HandlersFor<Channels> {
  const find = (id: string) => presets.list().find((preset) => preset.id === id);
  return {
    'preset:list': () => ok(presets.list()),
    'preset:import': async () => {
      const paths = await dialogs.choosePresetFiles();
      if (paths.length === 0) return ok(null);
      return ok(await importPresets({ presets, announce }, paths));
    },
    'preset:export': async (id) => {
      const preset = find(id);
      if (!preset) return refuseFor('unknown');
      const path = await dialogs.choosePresetTarget(safeSegment(preset.recipe.name));
      if (path === null) return ok(null);
      return writeChosenFile(path, writePresetFile(preset.recipe, preset.extra));
    },
    'preset:duplicate': (id) => {
      const copy = presets.duplicate(id);
      if (!copy.ok) return refuseFor(copy.problem);
      announce('presets:changed', presets.list());
      return copy;
    },
    'preset:save': ({ id, recipe }) => {
      const saved = presets.save(id, recipe);
      if (!saved.ok) return refuseFor(saved.problem);
      announce('presets:changed', presets.list());
      return saved;
    },
    'preset:arrange': (move) => {
      const arranged = presets.arrange(move);
      if (!arranged.ok) return refuseFor(arranged.problem);
      announce('presets:changed', presets.list());
      return arranged;
    },
    'preset:remove': (id) => {
      const removed = presets.remove(id);
      if (!removed.ok) return refuseFor(removed.problem);
      announce('presets:changed', presets.list());
      return removed;
    },
  };
}
