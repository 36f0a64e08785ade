import { Server, ServerOff } from 'lucide-react';
import { isUsable, serverLine, type ServerState } from '../../../shared/server/server-state.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { useServer } from '../../store/server-store.ts';
import { useView } from '../../store/view-store.ts';
import { Button } from '../../ui/button.tsx';

function shortWords(state: ServerState): string {
  if (isUsable(state)) return queueWords('onTheServer');
  if (state.kind === 'refused') return queueWords('tokenRefused');
  return state.kind === 'away' ? queueWords('serverAway') : queueWords('serverUnusable');
}

/** A quiet sign that pictures are sent to a server, or that they should be and it is away. */
export function ServerSign() {
  const { state, hasToken } = useServer();
  if (!state || state.kind === 'checking') return null;
  const isThere = isUsable(state);
  const Icon = isThere ? Server : ServerOff;
  const words = serverLine(state, hasToken);
  return (
    <Button
      look="quiet"
      shape="small"
      title={words}
      data-server={isThere ? 'used' : 'away'}
      onClick={() => useView.getState().goTo('settings')}
    >
      <Icon size={14} aria-hidden />
      {shortWords(state)}
    </Button>
  );
}
