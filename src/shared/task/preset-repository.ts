import { notOk, ok, type Result } from '../result.ts';
import { presetFilesWords } from '../words/areas/preset-files.ts';
import { isBuiltIn, type Preset } from './preset.ts';
import { emptyExtra, type PresetExtra } from './preset-file.ts';
import type { WholeRecipe } from './recipe.ts';

export type PresetProblem = 'built-in' | 'unknown';

export const presetProblemWords = (problem: PresetProblem) =>
  problem === 'built-in' ? presetFilesWords('built-in') : presetFilesWords('unknown');

/** Where a person's own presets are kept. */
export interface PresetKeeper {
  /** Those that came with Thumbline and make sense there. */
  readonly builtIn: readonly Preset[];
  readonly read: () => readonly Preset[];
  readonly replace: (presets: readonly Preset[]) => void;
  readonly freshId: () => string;
}

/** A person's own presets, beside those that come with the app. */
export interface PresetRepository {
  /** The built-in ones first. */
  list(): readonly Preset[];
  /** Without an id it is a new one. */
  save(id: string | null, recipe: WholeRecipe): Result<Preset, PresetProblem>;
  /** As a new one, with what its file said besides. */
  add(recipe: WholeRecipe, extra: PresetExtra): Preset;
  duplicate(id: string): Result<Preset, PresetProblem>;
  remove(id: string): Result<void, PresetProblem>;
  arrange(move: PresetMove): Result<void, PresetProblem>;
}

/** Puts one of a person's own presets before another of them (null: last), in a folder (null: in none). */
export interface PresetMove {
  readonly id: string;
  readonly before: string | null;
  readonly folder: string | null;
}

function moved(own: readonly Preset[], preset: Preset, move: PresetMove): readonly Preset[] {
  const { folder: _, ...bare } = preset;
  const placed = move.folder === null ? bare : { ...bare, folder: move.folder };
  const others = own.filter(({ id }) => id !== move.id);
  const at = others.findIndex(({ id }) => id === move.before);
  return others.toSpliced(at === -1 ? others.length : at, 0, placed);
}

/** Room for what a copy's name says besides. */
const longestCopiedName = 90;

export function createPresetRepository({
  builtIn,
  read,
  replace,
  freshId,
}: PresetKeeper): PresetRepository {
  const list = () => [...builtIn, ...read()];
  const whyNot = (id: string): PresetProblem | null => {
    if (isBuiltIn(id)) return 'built-in';
    return read().some((preset) => preset.id === id) ? null : 'unknown';
  };
  const add = (recipe: WholeRecipe, extra: PresetExtra): Preset => {
    const added = { id: freshId(), recipe, extra };
    replace([...read(), added]);
    return added;
  };
  return {
    list,
    add,
    save(id, recipe) {
      const reason = id === null ? null : whyNot(id);
      if (reason !== null) return notOk(reason);
      const own = read();
      const saved = { id: freshId(), ...own.find((preset) => preset.id === id), recipe };
      replace(
        id === null ? [...own, saved] : own.map((preset) => (preset.id === id ? saved : preset)),
      );
      return ok(saved);
    },
    duplicate(id) {
      const preset = list().find((one) => one.id === id);
      if (!preset) return notOk('unknown');
      const name = `${preset.recipe.name.slice(0, longestCopiedName)} ${presetFilesWords('copy')}`;
      return ok(add({ ...preset.recipe, name }, preset.extra ?? emptyExtra));
    },
    arrange(move) {
      const reason = whyNot(move.id);
      if (reason !== null) return notOk(reason);
      const own = read();
      const preset = own.find(({ id }) => id === move.id);
      // It is put where it already stands.
      if (preset && move.before !== move.id) replace(moved(own, preset, move));
      return ok(undefined);
    },
    remove(id) {
      const reason = whyNot(id);
      if (reason !== null) return notOk(reason);
      replace(read().filter((preset) => preset.id !== id));
      return ok(undefined);
    },
  };
}
