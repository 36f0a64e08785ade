import { makeFolderSync } from '../../engine/files/index.ts';
import { WindowPlace } from '../../shared/settings/window-place.ts';
import { type ParsedStore, openParsedStore } from './parsed-store.ts';
import type { PresetRepository } from '../../shared/task/preset-repository.ts';
import { openPresets } from './preset-store.ts';
import { openTokenStore, type TokenStore } from './token-store.ts';
import { openSettings, type SettingsStore } from './settings-store.ts';

export interface Stores {
  readonly settings: SettingsStore;
  readonly presets: PresetRepository;
  readonly windowPlace: ParsedStore<WindowPlace>;
  readonly tokens: TokenStore;
  /** What people should know about files that could not be read. */
  readonly notices: readonly string[];
}

/** The small files of the app's own folder. */
export function openStores(folder: string): Stores {
  // electron-store would use Node's recursive `mkdir`.
  makeFolderSync(folder);
  const notices: string[] = [];
  const tell = (what: string) => (keptAs: string) => {
    notices.push(`The ${what} could not be read and were put aside as ${keptAs}.`);
  };
  return {
    settings: openSettings(folder, tell('settings')),
    presets: openPresets(folder, tell('presets')),
    windowPlace: openParsedStore({
      folder,
      name: 'window',
      schema: WindowPlace,
      fallback: WindowPlace.parse({}),
      // Nobody misses where a window was.
      onBadFile: () => {},
    }),
    tokens: openTokenStore(folder),
    notices,
  };
}
