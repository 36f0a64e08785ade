import type { ReactNode } from 'react';
import type { SettingsChange } from '../../../shared/settings/settings.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { NumberInput } from '../../ui/number-input.tsx';

interface SettingRowProps {
  title: string;
  hint?: string;
  children: ReactNode;
}

export function SettingRow({ title, hint, children }: SettingRowProps) {
  return (
    <div className="settings-row" data-setting={title}>
      <div>
        {title}
        {hint ? <p>{hint}</p> : null}
      </div>
      <div className="settings-control">{children}</div>
    </div>
  );
}

type Limit = keyof Pick<SettingsChange, 'limitSeconds' | 'maxMegapixels' | 'maxFileMegabytes'>;

interface LimitRow {
  readonly limit: Limit;
  readonly title: string;
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
    title: settingsWords('giveUpAfter'),
    hint: settingsWords('pictureTakesLongerStoppedTold'),
    label: settingsWords('giveUpAfterSeconds'),
    unit: 's',
    min: 5,
    max: 3600,
    step: 5,
  },
  {
    limit: 'maxMegapixels',
    title: settingsWords('largestPicture'),
    hint: settingsWords('largerOnesNotOpenedThey'),
    label: settingsWords('largestPictureMegapixels'),
    unit: 'MP',
    min: 1,
    max: 10_000,
    step: 50,
  },
  {
    limit: 'maxFileMegabytes',
    title: settingsWords('largestFile'),
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
  return rows.map(({ limit, title, hint, ...field }) => (
    <SettingRow key={limit} title={title} hint={hint}>
      <NumberInput
        {...field}
        value={settings[limit]}
        onChange={(value) => value !== null && void changeSettings({ [limit]: value })}
      />
    </SettingRow>
  ));
}
