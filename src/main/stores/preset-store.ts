import { randomUUID } from 'node:crypto';
import { PresetList, presetsFor } from '../../shared/task/preset.ts';
import { createPresetShelf, type PresetShelf } from '../../shared/task/preset-shelf.ts';
import { openParsedStore } from './parsed-store.ts';

/** A person's own presets, kept in `presets.json`, beside those that come with the app. */
export function openPresets(folder: string, onBadFile: (keptAs: string) => void): PresetShelf {
  const store = openParsedStore({
    folder,
    name: 'presets',
    schema: PresetList,
    fallback: { presets: [] },
    onBadFile,
  });
  return createPresetShelf({
    builtIn: presetsFor(process.platform),
    read: () => store.read().presets,
    replace: (presets) => store.replace({ presets }),
    freshId: randomUUID,
  });
}
