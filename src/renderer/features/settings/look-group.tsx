import { thumbline } from '../../store/bridge.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Toggle } from '../../ui/switch.tsx';
import { LanguageRow } from './language-row.tsx';
import { SettingRow } from './limit-rows.tsx';
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
        <SettingRow title={settingsWords('theme')}>
          <Segmented
            label={settingsWords('theme')}
            value={settings.theme}
            segments={themeChoices}
            onChange={(theme) => void changeSettings({ theme })}
          />
        </SettingRow>
        {thumbline.can.settings ? <LanguageRow /> : null}
        {thumbline.can.changes ? (
          <SettingRow title={settingsWords('showRecipeBesideQueue')}>
            <Toggle
              label={settingsWords('showRecipeBesideQueue')}
              isOn={settings.showsRecipe}
              onChange={(showsRecipe) => void changeSettings({ showsRecipe })}
            />
          </SettingRow>
        ) : null}
        {thumbline.can.notifications ? (
          <SettingRow
            title={settingsWords('tellMeWhenBatchDone')}
            hint={settingsWords('onlyWhileWindowBackground')}
          >
            <Toggle
              label={settingsWords('tellMeWhenBatchDone')}
              isOn={settings.notifiesWhenDone}
              onChange={(notifiesWhenDone) => void changeSettings({ notifiesWhenDone })}
            />
          </SettingRow>
        ) : null}
      </div>
    </section>
  );
}
