import { z } from 'zod';
import { Settings, type SettingsChange } from '../shared/settings/settings.ts';
import { builtInPresets, Preset } from '../shared/task/preset.ts';

const Kept = z.object({
  settings: Settings.catch(Settings.parse({})),
  presets: z.array(Preset).catch([]),
});
type Kept = z.infer<typeof Kept>;

const place = 'thumbline';

function read(): Kept {
  try {
    return Kept.parse(JSON.parse(localStorage.getItem(place) ?? '{}'));
  } catch {
    return Kept.parse({});
  }
}

/** Settings and presets of the person at this browser, kept there and nowhere else. */
export function openOwnSettings() {
  let kept = read();
  const keep = (next: Kept) => {
    kept = next;
    localStorage.setItem(place, JSON.stringify(next));
  };
  const presets = () => [...builtInPresets, ...kept.presets];
  return {
    settings: () => kept.settings,
    presets,
    change(change: SettingsChange): Settings {
      keep({ ...kept, settings: Settings.parse({ ...kept.settings, ...change }) });
      return kept.settings;
    },
    savePreset(id: string | null, recipe: Preset['recipe']): Preset {
      const preset: Preset = { id: id ?? crypto.randomUUID(), recipe };
      keep({ ...kept, presets: [...kept.presets.filter((one) => one.id !== preset.id), preset] });
      return preset;
    },
    removePreset(id: string): void {
      keep({ ...kept, presets: kept.presets.filter((one) => one.id !== id) });
    },
  };
}
export type OwnSettings = ReturnType<typeof openOwnSettings>;
