import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { NumberInput } from '../../ui/number-input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { LimitRows, SettingRow } from './limit-rows.tsx';
import { settingTitle } from './setting-records.ts';

const concurrencyKinds = [
  { value: 'auto', label: settingsWords('automatic') },
  { value: 'fixed', label: settingsWords('fixed') },
] as const;

export function WorkGroup() {
  const { concurrency, usesServer } = useSettings((facts) => facts.settings);
  const coreCount = useSettings(({ facts }) => facts?.coreCount ?? 1);
  const isAuto = concurrency === 'auto';
  return (
    <section className="settings-group">
      <h2>{settingsWords('work')}</h2>
      <div className="settings-rows">
        <SettingRow
          setting="concurrency"
          hint={
            usesServer
              ? settingsWords('automaticTwiceWhatServerMakes')
              : settingsWords('automaticOneCoreCoreCountHere', { coreCount })
          }
        >
          <Segmented
            label={settingTitle('concurrency')}
            value={isAuto ? 'auto' : 'fixed'}
            segments={concurrencyKinds}
            onChange={(kind) =>
              void changeSettings({ concurrency: kind === 'auto' ? 'auto' : coreCount })
            }
          />
          {isAuto ? null : (
            <NumberInput
              label={settingsWords('howManyTime')}
              value={concurrency}
              min={1}
              max={64}
              onChange={(count) => count !== null && void changeSettings({ concurrency: count })}
            />
          )}
        </SettingRow>
        <LimitRows />
      </div>
    </section>
  );
}
