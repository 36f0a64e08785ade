import { z } from 'zod';
import { defaultSettings, Settings, type SettingsChange } from '../shared/settings/settings.ts';
import { builtInPresets, Preset } from '../shared/task/preset.ts';
import { createPresetRepository } from '../shared/task/preset-repository.ts';
import { freshId } from './fresh-id.ts';

const Kept = z.object({
  settings: Settings.catch(defaultSettings),
  presets: z.array(Preset).catch([]),
});
type Kept = z.infer<typeof Kept>;

/** Nothing is parsed for it: a first visit shows its rows sooner. */
const usual: Kept = { settings: defaultSettings, presets: [] };

const place = 'thumbline';

function read(): Kept {
  try {
    const text = localStorage.getItem(place);
    return text === null ? usual : Kept.parse(JSON.parse(text));
  } catch {
    return usual;
  }
}

/** Settings and presets of the person at this browser, kept there and nowhere else. */
export function openOwnSettings() {
  let kept = read();
  const keep = (next: Kept) => {
    kept = next;
    try {
      localStorage.setItem(place, JSON.stringify(next));
    } catch {
      // A browser that keeps nothing, or is full: then for as long as the page is open.
    }
  };
  return {
    settings: () => kept.settings,
    change(change: SettingsChange): Settings {
      keep({ ...kept, settings: Settings.parse({ ...kept.settings, ...change }) });
      return kept.settings;
    },
    presets: createPresetRepository({
      builtIn: builtInPresets,
      read: () => kept.presets,
      replace: (presets) => keep({ ...kept, presets: [...presets] }),
      freshId,
    }),
  };
}
