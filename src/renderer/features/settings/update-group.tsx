import { type UpdateState, updateLine } from '../../../shared/settings/update-state.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { useUpdate } from '../../store/update-store.ts';
import { Button } from '../../ui/button.tsx';
import { Toggle } from '../../ui/switch.tsx';
import { SettingRow } from './limit-rows.tsx';
import { settingTitle } from './setting-records.ts';

interface Step {
  readonly label: string;
  readonly isMain?: true;
  readonly take: () => void;
}

const checkNow: Step = {
  label: settingsWords('checkNow'),
  take: () => void ask(thumbline.checkForUpdate()),
};

/** What a person can do next; null while the app itself is at work. */
function nextStep({ kind }: UpdateState): Step | null {
  switch (kind) {
    case 'offered':
      return {
        label: settingsWords('download'),
        isMain: true,
        take: () => void ask(thumbline.downloadUpdate()),
      };
    case 'ready':
      return {
        label: settingsWords('restartUpdate'),
        isMain: true,
        take: () => void ask(thumbline.installUpdate()),
      };
    case 'checking':
    case 'downloading':
    case 'installing':
    case 'installed':
      return null;
    case 'idle':
    case 'current':
    case 'failed':
      return checkNow;
  }
}

const lookOf: Partial<Record<UpdateState['kind'], string>> = {
  current: 'good',
  ready: 'good',
  installed: 'good',
  failed: 'refused',
};

function UpdateLine({ state }: { state: UpdateState }) {
  const step = nextStep(state);
  return (
    <div className="settings-row">
      <p className="server-line" role="status" data-state={lookOf[state.kind]}>
        {updateLine(state)}
      </p>
      {step ? (
        <Button look={step.isMain ? 'primary' : 'plain'} onClick={step.take}>
          {step.label}
        </Button>
      ) : null}
    </div>
  );
}

const hint = settingsWords('onceDayNothingAboutYou');

/** Newer versions, where this copy is updated by the app. */
export function UpdateGroup() {
  const state = useUpdate((facts) => facts.state);
  const isOn = useSettings(({ settings }) => settings.checksForUpdates);
  if (state === null) return null;
  return (
    <section className="settings-group">
      <h2>{settingsWords('newVersions')}</h2>
      <div className="settings-rows">
        <SettingRow setting="updates" hint={hint}>
          <Toggle
            label={settingTitle('updates')}
            isOn={isOn}
            onChange={(checksForUpdates) => void changeSettings({ checksForUpdates })}
          />
        </SettingRow>
        {isOn ? <UpdateLine state={state} /> : null}
      </div>
    </section>
  );
}
