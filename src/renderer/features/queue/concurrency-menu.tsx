import { Check, ChevronDown } from 'lucide-react';
import type { Concurrency } from '../../../shared/settings/settings.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { thumbline } from '../../store/bridge.ts';
import { useQueue } from '../../store/queue-store.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';

const steps = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64];

/** How many tasks run at once, changed where it is read. */
export function ConcurrencyMenu() {
  const atOnce = useQueue(({ queue }) => queue.concurrency);
  const chosen = useSettings(({ settings }) => settings.concurrency);
  const usesServer = useSettings(({ settings }) => settings.usesServer);
  const coreCount = useSettings(({ facts }) => facts?.coreCount ?? 1);
  if (!thumbline.can.settings)
    return <span className="foot-fixed">{queueWords('atATime', { atOnce })}</span>;
  const offered = steps.filter((step) => step <= coreCount * 2);
  const entry = (value: Concurrency, label: string) => ({
    label,
    icon: <span className="popup-check">{chosen === value ? <Check size={14} /> : null}</span>,
    onSelect: () => void changeSettings({ concurrency: value }),
  });
  return (
    <Menu
      trigger={
        <Button look="quiet" shape="small">
          {queueWords('atATime', { atOnce })} <ChevronDown size={12} aria-hidden />
        </Button>
      }
      entries={[
        entry(
          'auto',
          usesServer ? queueWords('automatic') : queueWords('automaticCoreCount', { coreCount }),
        ),
        'separator',
        ...offered.map((step) => entry(step, String(step))),
      ]}
    />
  );
}
