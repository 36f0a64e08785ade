import { useState } from 'react';
import { isUsable, serverLine } from '../../../shared/server/server-state.ts';
import { thumbline } from '../../store/bridge.ts';
import { useServer } from '../../store/server-store.ts';
import { Button } from '../../ui/button.tsx';
import { ask } from '../../store/notices.ts';

/** How the server is, as it changes. */
export function ServerLine() {
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
        Check
      </Button>
    </div>
  );
}
