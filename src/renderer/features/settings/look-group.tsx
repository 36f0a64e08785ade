import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Toggle } from '../../ui/switch.tsx';
import { LanguageRow } from './language-row.tsx';
import { SettingRow } from './limit-rows.tsx';
import { isSettingHere, settingTitle } from './setting-records.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';

const themeChoices = [
  { value: 'system', label: settingsWords('system') },
  { value: 'light', label: settingsWords('light') },
  { value: 'dark', label: settingsWords('dark') },
] as const;

export function LookGroup() {
  const settings = useSettings((facts) => facts.settings);
  return (
    <section className="settings-group">
      <h2>{settingsWords('window')}</h2>
      <div className="settings-rows">
        <SettingRow setting="theme">
          <Segmented
            label={settingTitle('theme')}
            value={settings.theme}
            segments={themeChoices}
            onChange={(theme) => void changeSettings({ theme })}
          />
        </SettingRow>
        {isSettingHere('language') ? <LanguageRow /> : null}
        <SettingRow setting="showsRecipe">
          <Toggle
            label={settingTitle('showsRecipe')}
            isOn={settings.showsRecipe}
            onChange={(showsRecipe) => void changeSettings({ showsRecipe })}
          />
        </SettingRow>
        <SettingRow setting="notifies" hint={settingsWords('onlyWhileWindowBackground')}>
          <Toggle
            label={settingTitle('notifies')}
            isOn={settings.notifiesWhenDone}
            onChange={(notifiesWhenDone) => void changeSettings({ notifiesWhenDone })}
          />
        </SettingRow>
      </div>
    </section>
  );
}
