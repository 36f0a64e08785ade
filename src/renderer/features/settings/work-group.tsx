import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { NumberInput } from '../../ui/number-input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { plural } from '../../../shared/words/numbers.ts';
import { LimitRows, SettingRow } from './limit-rows.tsx';

const concurrencyKinds = [
  { value: 'auto', label: 'Automatic' },
  { value: 'fixed', label: 'Fixed' },
] as const;

export function WorkGroup() {
  const { concurrency, usesServer } = useSettings((facts) => facts.settings);
  const coreCount = useSettings(({ facts }) => facts?.coreCount ?? 1);
  const isAuto = concurrency === 'auto';
  return (
    <section className="settings-group">
      <h2>Work</h2>
      <div className="settings-rows">
        <SettingRow
          title="Pictures at a time"
          hint={
            usesServer
              ? 'Automatic is twice what the server makes at once, so that one travels while another is made.'
              : `Automatic is one a core: ${plural(coreCount, 'core')} here.`
          }
        >
          <Segmented
            label="Pictures at a time"
            value={isAuto ? 'auto' : 'fixed'}
            segments={concurrencyKinds}
            onChange={(kind) =>
              void changeSettings({ concurrency: kind === 'auto' ? 'auto' : coreCount })
            }
          />
          {isAuto ? null : (
            <NumberInput
              label="How many at a time"
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
