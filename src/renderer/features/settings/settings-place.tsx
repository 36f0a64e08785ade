import { useEffect, useRef, useState } from 'react';
import '../../ui/page.css';
import './settings.css';
import { type Protection, protectionWords } from '../../../shared/ipc/protection.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { useOverlay } from '../../store/overlay-store.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { Select } from '../../ui/select.tsx';
import { Toggle } from '../../ui/switch.tsx';
import { DestinationField } from '../recipe/destination-fields.tsx';
import { PresetField } from '../recipe/preset-field.tsx';
import { BackgroundGroup } from './background-group.tsx';
import { FileGroup } from './file-group.tsx';
import { Button } from '../../ui/button.tsx';
import { SettingRow } from './limit-rows.tsx';
import { settingTitle } from './setting-records.ts';
import { LookGroup } from './look-group.tsx';
import { ServerGroup } from './server-group.tsx';
import { WatchGroup } from './watch-group.tsx';
import { UpdateGroup } from './update-group.tsx';
import { WorkGroup } from './work-group.tsx';

/** How far decoders are closed off here; null until that is known. */
function useProtection(): Protection | null {
  const [protection, setProtection] = useState<Protection | null>(null);
  useEffect(() => {
    if (!thumbline.can.opensFiles) return;
    void ask(thumbline.readProtection()).then(setProtection);
  }, []);
  return protection;
}

function ProtectionLine() {
  const protection = useProtection();
  if (protection === null) return null;
  const { meaning, advice } = protectionWords(protection);
  return <p className="settings-about selectable">{[meaning, advice].filter(Boolean).join(' ')}</p>;
}

const systems = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' } as const;

function AboutGroup() {
  const facts = useSettings((settings) => settings.facts);
  const { usesServer, serverAddress } = useSettings(({ settings }) => settings);
  if (!facts) return null;
  const whereTo = usesServer
    ? settingsWords('picturesSentServerAddressNowhereElse', {
        serverAddress: String(serverAddress),
      })
    : settingsWords('nothingYouDropLeavesComputer');
  return (
    <section className="settings-group">
      <h2>{settingsWords('about')}</h2>
      <p className="settings-about selectable">
        {facts.serviceHost === null
          ? settingsWords('thumblineVersionElectronElectronVersionPlatform', {
              version: facts.version,
              electronVersion: facts.electronVersion,
              platform: systems[facts.platform],
              whereTo,
            })
          : settingsWords('thumblineVersionMITLicenceWhat', {
              version: facts.version,
              serviceHost: facts.serviceHost,
            })}
      </p>
      <ProtectionLine />
      {thumbline.can.signsOut ? (
        <div className="settings-rows">
          <SettingRow
            setting="signOut"
            hint={settingsWords(thumbline.can.changes ? 'tokenForgotten' : 'tokenForgottenLooks')}
          >
            <Button onClick={() => void ask(thumbline.signOut())}>
              {settingsWords('signOut')}
            </Button>
          </SettingRow>
        </div>
      ) : null}
    </section>
  );
}

/** What the next drop is made with; the same as in the recipe panel. */
function NewPicturesGroup() {
  return (
    <section className="settings-group">
      <h2>{settingsWords('newPictures')}</h2>
      <div className="settings-rows">
        <div className="settings-row" data-stacked>
          <PresetField />
        </div>
        {thumbline.can.destination ? (
          <div className="settings-row" data-stacked>
            <DestinationField />
          </div>
        ) : null}
      </div>
    </section>
  );
}

const offered = [7, 30, 90, 365];
const forEver = 'for-ever';

function HistoryGroup() {
  const days = useSettings(({ settings }) => settings.historyDays);
  const choices = [...new Set(days === null ? offered : [...offered, days])]
    .sort((a, b) => a - b)
    .map((count) => ({ value: String(count), label: settingsWords('count', { count }) }));
  return (
    <section className="settings-group">
      <h2>{settingsWords('history')}</h2>
      <div className="settings-rows">
        <SettingRow setting="historyDays" hint={settingsWords('picturesNeverRemovedOnlyWhat')}>
          <Select
            label={settingTitle('historyDays')}
            value={days === null ? forEver : String(days)}
            choices={[...choices, { value: forEver, label: settingsWords('ever') }]}
            onChange={(chosen) =>
              void changeSettings({ historyDays: chosen === forEver ? null : Number(chosen) })
            }
          />
        </SettingRow>
        <ForgetNextRow />
      </div>
    </section>
  );
}

function ForgetNextRow() {
  const isOn = useSettings(({ settings }) => settings.nextIsPrivate);
  return (
    <SettingRow setting="forgetNext" hint={settingsWords('forgetNextHint')}>
      <Toggle
        label={settingTitle('forgetNext')}
        isOn={isOn}
        onChange={(nextIsPrivate) => void changeSettings({ nextIsPrivate })}
      />
    </SettingRow>
  );
}

/** Leads to the setting that was asked for by name. */
function useWantedSetting() {
  const ref = useRef<HTMLElement>(null);
  const wanted = useOverlay(({ wantedSetting }) => wantedSetting);
  useEffect(() => {
    if (wanted === null) return undefined;
    // Later than the palette, which gives the keyboard back to where it was in the frame after it closed.
    const frame = requestAnimationFrame(() => {
      const row = ref.current?.querySelector(`[data-setting="${CSS.escape(wanted)}"]`);
      row?.scrollIntoView({ block: 'center' });
      row?.querySelector<HTMLElement>('[tabindex="0"], input, button')?.focus();
      useOverlay.setState({ wantedSetting: null });
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted]);
  return ref;
}

export function SettingsPlace() {
  return (
    <main className="place" ref={useWantedSetting()}>
      <div className="page-body">
        <div className="settings">
          <header className="page-title">
            <h1>{settingsWords('settings')}</h1>
          </header>
          <LookGroup />
          {thumbline.can.changes ? <NewPicturesGroup /> : null}
          {thumbline.can.watches ? <WatchGroup /> : null}
          {thumbline.can.server ? <ServerGroup /> : null}
          {thumbline.can.notifications ? <BackgroundGroup /> : null}
          {thumbline.can.settings ? (
            <>
              <WorkGroup />
              <HistoryGroup />
            </>
          ) : null}
          {thumbline.can.opensFiles ? <FileGroup /> : null}
          <UpdateGroup />
          <AboutGroup />
        </div>
      </div>
    </main>
  );
}
