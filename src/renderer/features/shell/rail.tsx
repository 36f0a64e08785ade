import './rail.css';
import { Activity, History, LayoutGrid, Search, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Place } from '../../../shared/ipc/announcements.ts';
import { keyOfCommand, keyWords } from '../../../shared/commands/keys.ts';
import { shellWords } from '../../../shared/words/areas/shell.ts';
import { openOverlay } from '../../store/overlay-store.ts';
import { useQueue } from '../../store/queue-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { Tooltip } from '../../ui/icon-button.tsx';

/** Tells, from another place, that the queue works or that something failed. */
function QueueBadge() {
  const look = useQueue(({ tally }) => {
    if (tally.running > 0) return 'busy';
    return tally.failed > 0 ? 'problem' : null;
  });
  return look ? <span className="rail-badge" data-look={look} /> : null;
}

interface PlaceFacts {
  readonly place: Place;
  readonly label: string;
  readonly icon: ReactNode;
}

const upper: readonly PlaceFacts[] = [
  { place: 'queue', label: shellWords('queue'), icon: <LayoutGrid size={18} /> },
  { place: 'history', label: shellWords('history'), icon: <History size={18} /> },
  { place: 'monitor', label: shellWords('monitor'), icon: <Activity size={18} /> },
];
const lower: PlaceFacts = {
  place: 'settings',
  label: shellWords('settings'),
  icon: <SlidersHorizontal size={18} />,
};

export function Rail() {
  return (
    <nav className="rail" aria-label={shellWords('places')}>
      {upper.map((facts) => (
        <PlaceButton key={facts.place} {...facts} />
      ))}
      <span className="rail-space" />
      <FindButton />
      <PlaceButton {...lower} />
    </nav>
  );
}

/** The palette, for whoever does not know its key. */
function FindButton() {
  const isMac = useSettings((settings) => settings.facts?.platform === 'darwin');
  return (
    <Tooltip
      text={shellWords('find')}
      keys={keyWords(keyOfCommand('find-command'), isMac)}
      side="inline-end"
    >
      <button
        type="button"
        className="rail-place"
        aria-label={shellWords('find')}
        onClick={() => openOverlay('palette')}
      >
        <Search size={18} />
      </button>
    </Tooltip>
  );
}

function PlaceButton({ place, label, icon }: PlaceFacts) {
  const isCurrent = useView((view) => view.place === place);
  const goTo = useView((view) => view.goTo);
  const isMac = useSettings((settings) => settings.facts?.platform === 'darwin');
  return (
    <Tooltip text={label} keys={keyWords(keyOfCommand(`go-${place}`), isMac)} side="inline-end">
      <button
        type="button"
        className="rail-place"
        aria-label={label}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => goTo(place)}
      >
        {icon}
        {place === 'queue' && !isCurrent ? <QueueBadge /> : null}
      </button>
    </Tooltip>
  );
}
