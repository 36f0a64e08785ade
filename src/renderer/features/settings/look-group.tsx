import { thumbline } from '../../store/bridge.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Toggle } from '../../ui/switch.tsx';
import { SettingRow } from './limit-rows.tsx';

const themeChoices = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

export function LookGroup() {
  const settings = useSettings((facts) => facts.settings);
  return (
    <section className="settings-group">
      <h2>Window</h2>
      <div className="settings-rows">
        <SettingRow title="Theme">
          <Segmented
            label="Theme"
            value={settings.theme}
            segments={themeChoices}
            onChange={(theme) => void changeSettings({ theme })}
          />
        </SettingRow>
        <SettingRow title="Show the recipe beside the queue">
          <Toggle
            label="Show the recipe beside the queue"
            isOn={settings.showsRecipe}
            onChange={(showsRecipe) => void changeSettings({ showsRecipe })}
          />
        </SettingRow>
        {thumbline.can.notifications ? (
          <SettingRow
            title="Tell me when a batch is done"
            hint="Only while the window is in the background."
          >
            <Toggle
              label="Tell me when a batch is done"
              isOn={settings.notifiesWhenDone}
              onChange={(notifiesWhenDone) => void changeSettings({ notifiesWhenDone })}
            />
          </SettingRow>
        ) : null}
      </div>
    </section>
  );
}
