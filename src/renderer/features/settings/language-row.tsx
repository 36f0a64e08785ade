import { useEffect, useState } from 'react';
import type { LanguageList } from '../../../shared/ipc/answers.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { Select } from '../../ui/select.tsx';
import { SettingRow } from './limit-rows.tsx';
import { settingTitle } from './setting-records.ts';

const ofSystem = 'system';
const english = { tag: 'en', name: 'English' };

/** Null until they are known. */
function useLanguages(): LanguageList | null {
  const [list, setList] = useState<LanguageList | null>(null);
  useEffect(() => {
    void ask(thumbline.listLanguages()).then(setList);
  }, []);
  return list;
}

/** What everything is said in from the next start on. */
export function LanguageRow() {
  const chosen = useSettings(({ settings }) => settings.language);
  const list = useLanguages();
  const languages = [english, ...(list?.languages ?? [])];
  const isKnown = chosen === null || languages.some(({ tag }) => tag === chosen);
  const named = isKnown ? languages : [...languages, { tag: chosen, name: chosen }];
  return (
    <>
      <SettingRow setting="language" hint={settingsWords('languageFromNextStart')}>
        <Select
          label={settingTitle('language')}
          value={chosen ?? ofSystem}
          choices={[
            { value: ofSystem, label: settingsWords('languageOfSystem') },
            ...named.map(({ tag, name }) => ({ value: tag, label: name })),
          ]}
          onChange={(tag) => void changeSettings({ language: tag === ofSystem ? null : tag })}
        />
      </SettingRow>
      {list?.notes.map((note) => (
        <div key={note} className="settings-row" data-stacked>
          <p className="settings-language-note selectable" dir="auto">
            {note}
          </p>
        </div>
      ))}
    </>
  );
}
