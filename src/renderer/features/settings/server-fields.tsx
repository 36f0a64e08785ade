import '../../../shared/no-eval.ts';
import { useState } from 'react';
import {
  isOpenToOthers,
  ServerAddress,
  ServerToken,
} from '../../../shared/server/server-address.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { thumbline } from '../../store/bridge.ts';
import { useServer } from '../../store/server-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ask } from '../../store/notices.ts';

const openHint = settingsWords('overHttpPicturesTokenCan');

function addressNote(typed: string): string {
  const parsed = ServerAddress.safeParse(typed);
  return parsed.success && isOpenToOthers(parsed.data)
    ? openHint
    : settingsWords('suchHttpsStudio5000');
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
        label={settingsWords('address')}
        hint={addressNote(typed)}
        error={isTried && !address.success ? settingsWords('noAddressServer') : null}
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
        label={settingsWords('token')}
        hint={
          isTokenKept
            ? settingsWords('ifServerWantsOneKept')
            : settingsWords('ifServerWantsOneAsked')
        }
        error={isTokenGood ? null : settingsWords('tokenNoSpacesOnlyPlain')}
      >
        {({ labelId, noteId }) => (
          <TextField
            type="password"
            aria-labelledby={labelId}
            aria-describedby={noteId}
            placeholder={hasToken ? settingsWords('stored') : ''}
            value={token}
            isInvalid={!isTokenGood}
            onChange={setToken}
          />
        )}
      </Field>
      <Button type="submit" look={isSame ? 'plain' : 'primary'} disabled={isSame}>
        {settingsWords('useServer')}
      </Button>
    </form>
  );
}
