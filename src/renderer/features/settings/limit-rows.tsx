import type { ReactNode } from 'react';
import type { SettingsChange } from '../../../shared/settings/settings.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { NumberInput } from '../../ui/number-input.tsx';
import { isSettingHere, type SettingId, settingTitle } from './setting-records.ts';

interface SettingRowProps {
  setting: SettingId;
  hint?: string;
  children: ReactNode;
}

/** Nothing where there is no such setting. */
export function SettingRow({ setting, hint, children }: SettingRowProps) {
  if (!isSettingHere(setting)) return null;
  return (
    <div className="settings-row" data-setting={setting}>
      <div>
        {settingTitle(setting)}
        {hint ? <p>{hint}</p> : null}
      </div>
      <div className="settings-control">{children}</div>
    </div>
  );
}

type Limit = keyof Pick<SettingsChange, 'limitSeconds' | 'maxMegapixels' | 'maxFileMegabytes'>;

interface LimitRow {
  readonly limit: Limit;
  readonly hint: string;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

const rows: readonly LimitRow[] = [
  {
    limit: 'limitSeconds',
    hint: settingsWords('pictureTakesLongerStoppedTold'),
    label: settingsWords('giveUpAfterSeconds'),
    unit: 's',
    min: 5,
    max: 3600,
    step: 5,
  },
  {
    limit: 'maxMegapixels',
    hint: settingsWords('largerOnesNotOpenedThey'),
    label: settingsWords('largestPictureMegapixels'),
    unit: 'MP',
    min: 1,
    max: 10_000,
    step: 50,
  },
  {
    limit: 'maxFileMegabytes',
    hint: settingsWords('largerOnesNotRead'),
    label: settingsWords('largestFileMegabytes'),
    unit: 'MB',
    min: 1,
    max: 4000,
    step: 100,
  },
];

/** How much one picture may take before it is given up. */
export function LimitRows() {
  const settings = useSettings((facts) => facts.settings);
  return rows.map(({ limit, hint, ...field }) => (
    <SettingRow key={limit} setting={limit} hint={hint}>
      <NumberInput
        {...field}
        value={settings[limit]}
        onChange={(value) => value !== null && void changeSettings({ [limit]: value })}
      />
    </SettingRow>
  ));
}
