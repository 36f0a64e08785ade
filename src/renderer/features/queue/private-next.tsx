import './private-next.css';
import { EyeOff } from 'lucide-react';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { Button } from '../../ui/button.tsx';

/** Says, before anything is added, that nothing of it will be remembered. */
export function PrivateNext() {
  const isOn = useSettings(({ settings }) => settings.nextIsPrivate);
  return (
    <div role="status" className="private-next-status">
      {isOn ? (
        <div className="private-next">
          <EyeOff size={15} aria-hidden />
          <span>{queueWords('nextNotRemembered')}</span>
          <Button look="quiet" onClick={() => void changeSettings({ nextIsPrivate: false })}>
            {queueWords('rememberNext')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
