import { randomUUID } from 'node:crypto';
import { PresetList, presetsFor } from '../../shared/task/preset.ts';
import {
  createPresetRepository,
  type PresetRepository,
} from '../../shared/task/preset-repository.ts';
import { openParsedStore } from './parsed-store.ts';

/** A person's own presets, kept in `presets.json`, beside those that come with the app. */
export function openPresets(folder: string, onBadFile: (keptAs: string) => void): PresetRepository {
  const store = openParsedStore({
    folder,
    name: 'presets',
    schema: PresetList,
    fallback: { presets: [] },
    onBadFile,
  });
  return createPresetRepository({
    builtIn: presetsFor(process.platform),
    read: () => store.read().presets,
    replace: (presets) => store.replace({ presets }),
    freshId: randomUUID,
  });
}
