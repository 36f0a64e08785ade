import type { Announcements } from '../shared/ipc/announcements.ts';
import type { Problem } from '../shared/ipc/answers.ts';
import type { Thumbline } from '../shared/ipc/verbs.ts';
import { safeSegment } from '../shared/paths/safe-segment.ts';
import { notOk, ok, type Result } from '../shared/result.ts';
import {
  importPresetTexts,
  type PresetImport,
  type PresetText,
} from '../shared/task/import-presets.ts';
import { largestPresetFileBytes, writePresetFile } from '../shared/task/preset-file.ts';
import {
  type PresetProblem,
  presetProblemWords,
  type PresetRepository,
} from '../shared/task/preset-repository.ts';
import { presetFilesWords } from '../shared/words/areas/preset-files.ts';
import { pickFiles } from './chosen-files.ts';
import { saveText } from './save-file.ts';

type Verbs = Pick<
  Thumbline<File>,
  | 'listPresets'
  | 'savePreset'
  | 'removePreset'
  | 'arrangePreset'
  | 'duplicatePreset'
  | 'exportPreset'
  | 'importPresets'
>;

const asAnswer = <Value>(result: Result<Value, PresetProblem>): Result<Value, Problem> =>
  result.ok
    ? result
    : notOk({
        code: result.problem === 'unknown' ? 'not-found' : 'not-possible',
        message: presetProblemWords(result.problem),
      });

async function read(file: File): Promise<PresetText> {
  const { name } = file;
  if (file.size > largestPresetFileBytes)
    return { name, text: notOk(presetFilesWords('tooLarge')) };
  return file.text().then(
    (text) => ({ name, text: ok(text) }),
    () => ({ name, text: notOk(presetFilesWords('unreadable')) }),
  );
}

/** The person's own presets: files come by the browser's dialog and go as downloads. */
export function presetVerbs(
  repository: PresetRepository,
  tell: (presets: Announcements['presets:changed']) => void,
) {
  const told = <Value>(result: Result<Value, PresetProblem>) => {
    if (result.ok) tell(repository.list());
    return Promise.resolve(asAnswer(result));
  };
  const importFiles = async (files: readonly File[]): Promise<PresetImport> => {
    const imported = importPresetTexts(repository, await Promise.all(files.map(read)));
    if (imported.names.length > 0) tell(repository.list());
    return imported;
  };
  const verbs: Verbs = {
    listPresets: () => Promise.resolve(ok(repository.list())),
    savePreset: ({ id, recipe }) => told(repository.save(id, recipe)),
    arrangePreset: (move) => told(repository.arrange(move)),
    removePreset: (id) => told(repository.remove(id)),
    duplicatePreset: (id) => told(repository.duplicate(id)),
    exportPreset(id) {
      const preset = repository.list().find((one) => one.id === id);
      if (!preset) return Promise.resolve(asAnswer(notOk('unknown')));
      const name = `${safeSegment(preset.recipe.name)}.thumbline.json`;
      saveText(name, writePresetFile(preset.recipe, preset.extra));
      return Promise.resolve(ok(name));
    },
    async importPresets() {
      const files = await pickFiles({ accept: '.json' });
      return ok(files === null || files.length === 0 ? null : await importFiles(files));
    },
  };
  return { verbs, importFiles };
}
