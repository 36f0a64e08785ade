import { useState } from 'react';
import { isUsable, serverLine } from '../../../shared/server/server-state.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { useServer } from '../../store/server-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SettingRow } from './limit-rows.tsx';
import { settingTitle } from './setting-records.ts';
import { ServerFields } from './server-fields.tsx';

/** How the server is, as it changes. */
function ServerLine() {
  const { state, hasToken } = useServer();
  const [isAsking, setAsking] = useState(false);
  const check = async () => {
    setAsking(true);
    const report = await ask(thumbline.checkServer());
    if (report) useServer.setState(report);
    setAsking(false);
  };
  return (
    <div className="settings-row">
      <p
        className="server-line"
        role="status"
        data-state={state && isUsable(state) ? 'good' : state?.kind}
      >
        {state ? serverLine(isAsking ? { kind: 'checking' } : state, hasToken) : null}
      </p>
      <Button disabled={isAsking} onClick={() => void check()}>
        {settingsWords('check')}
      </Button>
    </div>
  );
}

const places = [
  { value: 'here', label: settingsWords('thisComputer') },
  { value: 'server', label: settingsWords('thumblineServer') },
] as const;

type ProcessingPlace = (typeof places)[number]['value'];

const hereHint = settingsWords('nothingYouDropLeaves');
const serverHint = settingsWords('picturesSentMadeSmallerRemoved');

/** Where pictures are made. Choosing a server changes nothing until its address is there and confirmed. */
export function ServerGroup() {
  const { usesServer, serverAddress } = useSettings((facts) => facts.settings);
  const [isFilling, setFilling] = useState(false);
  const isServer = usesServer || isFilling;
  const choose = (place: ProcessingPlace) => {
    setFilling(place === 'server');
    if (place === 'here' && usesServer) void ask(thumbline.leaveServer());
    if (place === 'server' && serverAddress !== null) {
      void ask(thumbline.chooseServer({ address: serverAddress }));
    }
  };
  return (
    <section className="settings-group">
      <h2>{settingsWords('processOn')}</h2>
      <div className="settings-rows">
        <SettingRow setting="server" hint={isServer ? serverHint : hereHint}>
          <Segmented
            label={settingTitle('server')}
            isUneven
            value={isServer ? 'server' : 'here'}
            segments={places}
            onChange={choose}
          />
        </SettingRow>
        {isServer ? <ServerFields key={serverAddress} /> : null}
        {usesServer ? <ServerLine /> : null}
      </div>
    </section>
  );
}
