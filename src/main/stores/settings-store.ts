import { defaultSettings, Settings } from '../../shared/settings/settings.ts';
import { openParsedStore } from './parsed-store.ts';

type Change = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

export interface SettingsStore {
  readonly read: () => Settings;
  readonly change: (change: Change) => Settings;
}

/** What a person chose, kept in `settings.json`. */
export function openSettings(folder: string, onBadFile: (keptAs: string) => void): SettingsStore {
  const store = openParsedStore({
    folder,
    name: 'settings',
    schema: Settings,
    fallback: defaultSettings,
    onBadFile,
  });
  return {
    read: store.read,
    change(change) {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      const next = Settings.parse({ ...store.read(), ...Object.fromEntries(given) });
      store.replace(next);
      return next;
    },
  };
}
