import { useState } from 'react';
import { thumbline } from '../../store/bridge.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { ask } from '../../store/notices.ts';
import { ServerFields } from './server-fields.tsx';
import { ServerLine } from './server-line.tsx';
import { SettingRow } from './setting-row.tsx';

const places = [
  { value: 'here', label: 'This computer' },
  { value: 'server', label: 'A Thumbline server' },
] as const;

type ProcessingPlace = (typeof places)[number]['value'];

const hereHint = 'Nothing you drop leaves it.';
const serverHint =
  'Pictures are sent there, made smaller, and removed there. While it is away they are made on this computer.';

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
      <h2>Process on</h2>
      <div className="settings-rows">
        <SettingRow title="Make pictures on" hint={isServer ? serverHint : hereHint}>
          <Segmented
            label="Make pictures on"
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
