import { randomUUID } from 'node:crypto';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { isBuiltIn, type Preset, PresetList, presetsFor } from '../../shared/task/preset.ts';
import type { PresetExtra } from '../../shared/task/preset-extra.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { openParsedStore } from './parsed-store.ts';

export interface PresetStore {
  /** The built-in ones first. */
  list(): readonly Preset[];
  /** Without an id it is a new one. */
  save(id: string | null, recipe: Recipe): Result<Preset, 'built-in' | 'unknown'>;
  /** As a new one, with what its file said besides. */
  add(recipe: Recipe, extra: PresetExtra): Preset;
  remove(id: string): Result<void, 'built-in' | 'unknown'>;
}

/** A person's own presets, kept in `presets.json`, beside those that come with the app. */
export function openPresets(folder: string, onBadFile: (keptAs: string) => void): PresetStore {
  const store = openParsedStore({
    folder,
    name: 'presets',
    schema: PresetList,
    fallback: { presets: [] },
    onBadFile,
  });
  const own = () => store.read().presets;
  const whyNot = (id: string): 'built-in' | 'unknown' | null => {
    if (isBuiltIn(id)) return 'built-in';
    return own().some((preset) => preset.id === id) ? null : 'unknown';
  };
  return {
    list: () => [...presetsFor(process.platform), ...own()],
    add(recipe, extra) {
      const added = { id: randomUUID(), recipe, extra };
      store.replace({ presets: [...own(), added] });
      return added;
    },
    save(id, recipe) {
      const reason = id === null ? null : whyNot(id);
      if (reason !== null) return notOk(reason);
      const extra = own().find((preset) => preset.id === id)?.extra;
      const saved = { id: id ?? randomUUID(), recipe, ...(extra && { extra }) };
      const others = own().map((preset) => (preset.id === id ? saved : preset));
      store.replace({ presets: id === null ? [...others, saved] : others });
      return ok(saved);
    },
    remove(id) {
      const reason = whyNot(id);
      if (reason !== null) return notOk(reason);
      store.replace({ presets: own().filter((preset) => preset.id !== id) });
      return ok(undefined);
    },
  };
}
