import { filterPaths, readSmallFile, type UnreadCode } from '../../engine/files/index.ts';
import type { Engine } from '../../engine/index.ts';
import { displayName } from '../../shared/paths/display-path.ts';
import type { Problem } from '../../shared/ipc/answers.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { BatchOrigin } from '../../shared/task/batch.ts';
import { filedRecipe } from '../../shared/task/filed-recipe.ts';
import {
  importPresetTexts,
  type PresetImport,
  type PresetText,
} from '../../shared/task/import-presets.ts';
import { isPresetFile, largestPresetFileBytes } from '../../shared/task/preset-file.ts';
import type { PresetRepository } from '../../shared/task/preset-repository.ts';
import type { Receipt } from '../../shared/task/receipt.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { Announce } from '../announcing/announcer.ts';
import type { Grants } from '../security/grants.ts';
import type { SettingsStore } from '../stores/settings-store.ts';

/** Where imported presets go, and who is told. */
interface ImportDependencies {
  readonly presets: PresetRepository;
  readonly announce: Announce;
}

const unread: Readonly<Record<UnreadCode, 'cannotRead' | 'noFile' | 'tooLarge'>> = {
  absent: 'cannotRead',
  closed: 'cannotRead',
  'no-file': 'noFile',
  'too-large': 'tooLarge',
};

async function read(path: string): Promise<PresetText> {
  const text = await readSmallFile(path, largestPresetFileBytes);
  return {
    name: displayName(path),
    text: text.ok ? text : notOk(desktopWords(unread[text.problem])),
  };
}

/** Makes a preset of each file. */
export async function importPresets(
  { presets, announce }: ImportDependencies,
  paths: readonly string[],
): Promise<PresetImport> {
  const texts: PresetText[] = [];
  for (const path of paths) texts.push(await read(path));
  const imported = importPresetTexts(presets, texts);
  if (imported.names.length > 0) announce('presets:changed', presets.list());
  return imported;
}

export type ReceiveFiles = (
  paths: readonly string[],
  origin: BatchOrigin,
  recipe?: Recipe,
) => Promise<Result<Receipt, Problem>>;

/** Whether the next batch is not to be remembered. */
export interface NextPrivate {
  readonly isWanted: () => boolean;
  /** It is there. */
  readonly onTaken: () => void;
}

/** What the queue is filled from besides files. */
interface ReceiveDependencies extends ImportDependencies {
  readonly grants: Pick<Grants, 'allowDestination'>;
  readonly privacy: NextPrivate;
}

/** What was added is offered again, unless it is not to be remembered. */
export function notingRecent(
  receive: ReceiveFiles,
  engine: Pick<Engine, 'findBatch'>,
  note: (paths: readonly string[]) => void,
): ReceiveFiles {
  return async (paths, origin, recipe) => {
    const received = await receive(paths, origin, recipe);
    const isKept = (batchId: string | null) => !engine.findBatch(batchId ?? '')?.isPrivate;
    if (received.ok && origin !== 'paste' && isKept(received.value.batchId)) note(paths);
    return received;
  };
}

/** Who tries the samples again wants to see them, not a second copy of each. */
function trialOf(recipe: Recipe): Recipe {
  return recipe.conflict === 'rename' ? { ...recipe, conflict: 'skip-unchanged' } : recipe;
}

export type TrySamples = () => Promise<Result<Receipt, Problem>>;

/** Takes in the sample pictures from where `layOut` has put them. */
export function trySamplesFrom(
  layOut: () => Promise<Result<string, Problem>>,
  receive: ReceiveFiles,
  settings: SettingsStore,
): TrySamples {
  return async () => {
    const folder = await layOut();
    return folder.ok ? receive([folder.value], 'open', trialOf(settings.read().recipe)) : folder;
  };
}

/** Every door into the queue: what comes in is made with the recipe that is set now, or with this one. Preset files become presets. */
export function receiveFilesInto(
  engine: Pick<Engine, 'enqueue'>,
  settings: SettingsStore,
  { grants, privacy, ...stores }: ReceiveDependencies,
): ReceiveFiles {
  return async (named, origin, recipe = settings.read().recipe) => {
    const files = await filterPaths(named, isPresetFile);
    const paths =
      files.length > 0 ? await filterPaths(named, (path) => !isPresetFile(path)) : named;
    const imported = files.length > 0 ? { imported: await importPresets(stores, files) } : {};
    if (paths.length > 0) {
      const allowed = await grants.allowDestination(recipe.destination);
      if (!allowed.ok) return allowed;
    }
    const isPrivate = privacy.isWanted();
    const receipt = await engine.enqueue({
      paths,
      recipe: filedRecipe(recipe, stores.presets.list()),
      origin,
      ...(isPrivate && { isPrivate }),
    });
    if (isPrivate && receipt.batchId !== null) privacy.onTaken();
    return ok({ ...receipt, ...imported });
  };
}
