import { displayPath } from '../../../shared/paths/display-path.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { Button } from '../../ui/button.tsx';
import { SettingRow } from './limit-rows.tsx';

async function exportSettings(): Promise<void> {
  const path = await ask(thumbline.exportSettings());
  if (path !== null)
    raiseNotice({ title: settingsWords('settingsExported'), detail: displayPath(path) });
}

async function importSettings(): Promise<void> {
  if (await ask(thumbline.importSettings()))
    raiseNotice({ title: settingsWords('settingsImported') });
}

/** Settings, presets and watched folders as one file, for another computer. */
export function FileGroup() {
  return (
    <section className="settings-group" aria-label={settingsWords('asFile')}>
      <h2>{settingsWords('asFile')}</h2>
      <div className="settings-rows">
        <SettingRow setting="asFile" hint={settingsWords('asOneFileSays')}>
          <span className="settings-file-buttons">
            <Button onClick={() => void exportSettings()}>{settingsWords('exportSettings')}</Button>
            <Button onClick={() => void importSettings()}>{settingsWords('importSettings')}</Button>
          </span>
        </SettingRow>
      </div>
    </section>
  );
}
