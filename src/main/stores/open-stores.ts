import { randomUUID } from 'node:crypto';
import { makeFolderSync } from '../../engine/files/index.ts';
import { AllowedFolders } from '../../shared/settings/allowed-folders.ts';
import { KeptLostHistory } from '../../shared/settings/lost-history.ts';
import { WatchedFolders } from '../../shared/settings/watched-folders.ts';
import { RecentPaths } from '../../shared/settings/recent-paths.ts';
import { WindowPlace } from '../../shared/settings/window-place.ts';
import {
  createPresetRepository,
  type PresetRepository,
} from '../../shared/task/preset-repository.ts';
import { PresetList, presetsFor } from '../../shared/task/preset.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import { openParsedStore, type ParsedStore } from './parsed-store.ts';
import { openSettings, type SettingsStore } from './settings-store.ts';
import { openTokenStore, type TokenStore } from './token-store.ts';

/** A person's own presets, kept in `presets.json`, beside those that come with the app. */
function openPresets(folder: string, onBadFile: (keptAs: string) => void): PresetRepository {
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

/** Opened with the history. */
export function openLostHistoryStore(folder: string): ParsedStore<KeptLostHistory> {
  return openParsedStore({
    folder,
    name: 'lost-history',
    schema: KeptLostHistory,
    fallback: { lost: null },
    // The history itself is still where it was put.
    onBadFile: () => {},
  });
}

/** Opened with the history. */
export function openWatchedFolders(
  folder: string,
  onBadFile: (keptAs: string) => void,
): ParsedStore<WatchedFolders> {
  const fallback: WatchedFolders = { folders: [] };
  return openParsedStore({
    folder,
    name: 'watched-folders',
    schema: WatchedFolders,
    fallback,
    onBadFile,
  });
}

/** Opened with the engine: nothing needs it before. */
export function openRecentStore(folder: string): ParsedStore<RecentPaths> {
  return openParsedStore({
    folder,
    name: 'recent',
    schema: RecentPaths,
    fallback: { paths: [], folders: [] },
    // They are still in the history.
    onBadFile: () => {},
  });
}

const openPlace = (folder: string, name: string): ParsedStore<WindowPlace> =>
  openParsedStore({
    folder,
    name,
    schema: WindowPlace,
    fallback: WindowPlace.parse({}),
    // Nobody misses where a window was.
    onBadFile: () => {},
  });

/** Where the small window for drops is. Opened with the engine. */
export const openDropWindowPlace = (folder: string) => openPlace(folder, 'drop-window');

export interface Stores {
  /** Folders in which a person allowed results. */
  readonly destinations: ParsedStore<AllowedFolders>;
  readonly settings: SettingsStore;
  readonly presets: PresetRepository;
  readonly windowPlace: ParsedStore<WindowPlace>;
  readonly tokens: TokenStore;
  /** What people should know about files that could not be read, once a language was chosen. */
  readonly notices: () => readonly string[];
}

/** The small files of the app's own folder. */
export function openStores(folder: string): Stores {
  // electron-store would use Node's recursive `mkdir`.
  makeFolderSync(folder);
  const bad: { readonly what: 'settings' | 'presets'; readonly keptAs: string }[] = [];
  const tell = (what: 'settings' | 'presets') => (keptAs: string) =>
    void bad.push({ what, keptAs });
  return {
    settings: openSettings(folder, tell('settings')),
    presets: openPresets(folder, tell('presets')),
    destinations: openParsedStore({
      folder,
      name: 'destinations',
      schema: AllowedFolders,
      fallback: { folders: [] },
      // Each is asked about again.
      onBadFile: () => {},
    }),
    windowPlace: openPlace(folder, 'window'),
    tokens: openTokenStore(folder),
    notices: () => bad.map(({ what, keptAs }) => desktopWords(`putAside.${what}`, { keptAs })),
  };
}
