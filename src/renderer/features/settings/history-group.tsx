import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { Select } from '../../ui/select.tsx';
import { plural } from '../../../shared/words/numbers.ts';
import { SettingRow } from './setting-row.tsx';

const offered = [7, 30, 90, 365];
const forEver = 'for-ever';

export function HistoryGroup() {
  const days = useSettings(({ settings }) => settings.historyDays);
  const choices = [...new Set(days === null ? offered : [...offered, days])]
    .sort((a, b) => a - b)
    .map((count) => ({ value: String(count), label: plural(count, 'day') }));
  return (
    <section className="settings-group">
      <h2>History</h2>
      <div className="settings-rows">
        <SettingRow
          title="Keep history for"
          hint="Pictures are never removed, only what is known of them."
        >
          <Select
            label="Keep history for"
            value={days === null ? forEver : String(days)}
            choices={[...choices, { value: forEver, label: 'Ever' }]}
            onChange={(chosen) =>
              void changeSettings({ historyDays: chosen === forEver ? null : Number(chosen) })
            }
          />
        </SettingRow>
      </div>
    </section>
  );
}
