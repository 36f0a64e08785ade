import type { WhenClosed } from '../../../shared/settings/settings.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Toggle } from '../../ui/switch.tsx';
import { SettingRow } from './limit-rows.tsx';
import { settingTitle } from './setting-records.ts';

const closings: readonly { readonly value: WhenClosed; readonly label: string }[] = [
  { value: 'ask', label: settingsWords('closing.ask') },
  { value: 'stay', label: settingsWords('closing.stay') },
  { value: 'quit', label: settingsWords('closing.quit') },
];

/** What Thumbline does while nobody looks at it. */
export function BackgroundGroup() {
  const settings = useSettings((facts) => facts.settings);
  return (
    <section className="settings-group">
      <h2>{settingsWords('inBackground')}</h2>
      <div className="settings-rows">
        <SettingRow setting="whenClosed" hint={settingsWords('whenClosedHint')}>
          <Segmented
            label={settingTitle('whenClosed')}
            value={settings.whenClosed}
            segments={closings}
            onChange={(whenClosed) => void changeSettings({ whenClosed })}
          />
        </SettingRow>
        <SettingRow setting="dropWindow" hint={settingsWords('dropWindowHint')}>
          <Toggle
            label={settingTitle('dropWindow')}
            isOn={settings.showsDropWindow}
            onChange={(showsDropWindow) => void changeSettings({ showsDropWindow })}
          />
        </SettingRow>
        <SettingRow setting="startsAtLogin" hint={settingsWords('startAtLoginHint')}>
          <Toggle
            label={settingTitle('startsAtLogin')}
            isOn={settings.startsAtLogin}
            onChange={(startsAtLogin) => void changeSettings({ startsAtLogin })}
          />
        </SettingRow>
        <SettingRow setting="fullSpeed" hint={settingsWords('fullSpeedHint')}>
          <Toggle
            label={settingTitle('fullSpeed')}
            isOn={settings.worksAtFullSpeed}
            onChange={(worksAtFullSpeed) => void changeSettings({ worksAtFullSpeed })}
          />
        </SettingRow>
      </div>
    </section>
  );
}
