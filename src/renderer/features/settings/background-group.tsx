import type { WhenClosed } from '../../../shared/settings/settings.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Toggle } from '../../ui/switch.tsx';
import { SettingRow } from './limit-rows.tsx';

const closings: readonly { readonly value: WhenClosed; readonly label: string }[] = [
  { value: 'ask', label: settingsWords('closing.ask') },
  { value: 'stay', label: settingsWords('closing.stay') },
  { value: 'quit', label: settingsWords('closing.quit') },
];

/** What Thumbline does while nobody looks at it. */
export function BackgroundGroup() {
  const settings = useSettings((facts) => facts.settings);
  const isMac = useSettings(({ facts }) => facts?.platform === 'darwin');
  return (
    <section className="settings-group">
      <h2>{settingsWords('inBackground')}</h2>
      <div className="settings-rows">
        {/* A Mac's programs stay without a window. */}
        {isMac ? null : (
          <SettingRow title={settingsWords('whenClosed')} hint={settingsWords('whenClosedHint')}>
            <Segmented
              label={settingsWords('whenClosed')}
              value={settings.whenClosed}
              segments={closings}
              onChange={(whenClosed) => void changeSettings({ whenClosed })}
            />
          </SettingRow>
        )}
        <SettingRow title={settingsWords('startAtLogin')} hint={settingsWords('startAtLoginHint')}>
          <Toggle
            label={settingsWords('startAtLogin')}
            isOn={settings.startsAtLogin}
            onChange={(startsAtLogin) => void changeSettings({ startsAtLogin })}
          />
        </SettingRow>
        <SettingRow title={settingsWords('fullSpeed')} hint={settingsWords('fullSpeedHint')}>
          <Toggle
            label={settingsWords('fullSpeed')}
            isOn={settings.worksAtFullSpeed}
            onChange={(worksAtFullSpeed) => void changeSettings({ worksAtFullSpeed })}
          />
        </SettingRow>
      </div>
    </section>
  );
}
