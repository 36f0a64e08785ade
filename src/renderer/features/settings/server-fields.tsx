import { useState } from 'react';
import {
  isOpenToOthers,
  ServerAddress,
  ServerToken,
} from '../../../shared/server/server-address.ts';
import { thumbline } from '../../store/bridge.ts';
import { useServer } from '../../store/server-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ask } from '../../store/notices.ts';

const openHint =
  'Over http:// pictures and token can be seen on their way. Use https:// if you can.';

function addressNote(typed: string): string {
  const parsed = ServerAddress.safeParse(typed);
  return parsed.success && isOpenToOthers(parsed.data) ? openHint : 'Such as https://studio:5000';
}

/** Address and token of a server. What is typed counts once it is sent off; the token never comes back. */
export function ServerFields() {
  const { usesServer, serverAddress } = useSettings((facts) => facts.settings);
  const { hasToken, isTokenKept } = useServer();
  const [typed, setTyped] = useState(serverAddress ?? '');
  const [token, setToken] = useState('');
  const [isTried, setTried] = useState(false);
  const address = ServerAddress.safeParse(typed);
  const isTokenGood = token === '' || ServerToken.safeParse(token).success;
  const isSame = usesServer && address.data === serverAddress && token === '';

  const use = async () => {
    setTried(true);
    if (!address.success || !isTokenGood) return;
    const given = token === '' ? {} : { token };
    if (await ask(thumbline.chooseServer({ address: address.data, ...given }))) setToken('');
  };

  return (
    <form
      className="settings-row server-fields"
      data-stacked
      onSubmit={(event) => {
        event.preventDefault();
        void use();
      }}
    >
      <Field
        label="Address"
        hint={addressNote(typed)}
        error={isTried && !address.success ? 'This is no address of a server.' : null}
      >
        {({ labelId, noteId }) => (
          <TextField
            aria-labelledby={labelId}
            aria-describedby={noteId}
            inputMode="url"
            value={typed}
            isInvalid={isTried && !address.success}
            onChange={setTyped}
          />
        )}
      </Field>
      <Field
        label="Token"
        hint={
          isTokenKept
            ? 'If the server wants one. Kept encrypted on this computer.'
            : 'If the server wants one. It is asked for again after a restart: this computer has no keyring to keep it in.'
        }
        error={
          isTokenGood ? null : 'A token has no spaces and only plain letters, digits and signs.'
        }
      >
        {({ labelId, noteId }) => (
          <TextField
            type="password"
            aria-labelledby={labelId}
            aria-describedby={noteId}
            placeholder={hasToken ? 'Stored' : ''}
            value={token}
            isInvalid={!isTokenGood}
            onChange={setToken}
          />
        )}
      </Field>
      <Button type="submit" look={isSame ? 'plain' : 'primary'} disabled={isSame}>
        Use this server
      </Button>
    </form>
  );
}
