import { create } from 'zustand';
import type { AppFacts } from '../../shared/ipc/answers.ts';
import {
  defaultSettings,
  type Settings,
  type SettingsChange,
} from '../../shared/settings/settings.ts';
import { builtInPresets, type Preset } from '../../shared/task/preset.ts';
import { ask, raiseNotice } from './notices.ts';
import { thumbline } from './bridge.ts';

interface SettingsFacts {
  readonly isLoaded: boolean;
  readonly settings: Settings;
  readonly presets: readonly Preset[];
  readonly facts: AppFacts | null;
}

export const useSettings = create<SettingsFacts>(() => ({
  isLoaded: false,
  settings: defaultSettings,
  presets: builtInPresets,
  facts: null,
}));

export async function loadSettings(): Promise<void> {
  const [facts, settings, presets] = await Promise.all([
    ask(thumbline.readAppFacts()),
    ask(thumbline.readSettings()),
    ask(thumbline.listPresets()),
  ]);
  useSettings.setState({
    isLoaded: true,
    ...(facts ? { facts } : {}),
    ...(settings ? { settings } : {}),
    ...(presets ? { presets } : {}),
  });
  for (const line of facts?.notices ?? []) raiseNotice({ title: line });
}

/** Shows the change at once; the app's answer then is the truth. */
export async function changeSettings(change: SettingsChange): Promise<void> {
  const before = useSettings.getState().settings;
  useSettings.setState({ settings: { ...before, ...definedOf(change) } });
  const settings = await ask(thumbline.changeSettings(change));
  useSettings.setState({ settings: settings ?? before });
}

/** Zod's optional fields may hold undefined, which would erase a setting. */
function definedOf(change: SettingsChange): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
