import './top-bar.css';
import { Search } from 'lucide-react';
import type { Place } from '../../../shared/ipc/announcements.ts';
import { keyOfCommand, keyWords } from '../../../shared/commands/keys.ts';
import { shellWords } from '../../../shared/words/areas/shell.ts';
import { openOverlay } from '../../store/overlay-store.ts';
import { useQueue } from '../../store/queue-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { Tooltip } from '../../ui/icon-button.tsx';
import { Mark } from './mark.tsx';

const places: readonly Place[] = ['queue', 'history', 'monitor', 'settings'];

/** Where one is and may go, by words, and the way to all else. */
export function TopBar() {
  return (
    <header className="top-bar">
      <Mark />
      <nav className="top-bar-places" aria-label={shellWords('places')}>
        {places.map((place) => (
          <PlaceButton key={place} place={place} />
        ))}
      </nav>
      <FindButton />
    </header>
  );
}

/** Tells, from another place, that the queue works or that something failed. */
function QueueBadge() {
  const look = useQueue(({ tally }) => {
    if (tally.running > 0) return 'busy';
    return tally.failed > 0 ? 'problem' : null;
  });
  if (look === null) return null;
  return (
    <span className="top-bar-badge" data-look={look}>
      <span className="visually-hidden">{shellWords(`badge.${look}`)}</span>
    </span>
  );
}

function useKeyWords(command: Parameters<typeof keyOfCommand>[0]): string {
  const isMac = useSettings((settings) => settings.facts?.platform === 'darwin');
  return keyWords(keyOfCommand(command), isMac);
}

function PlaceButton({ place }: { place: Place }) {
  const isCurrent = useView((view) => view.place === place);
  const goTo = useView((view) => view.goTo);
  const keys = useKeyWords(`go-${place}`);
  return (
    <Tooltip text={shellWords(place)} keys={keys}>
      <button
        type="button"
        className="top-bar-place"
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => goTo(place)}
      >
        <span data-words={shellWords(place)}>{shellWords(place)}</span>
        {place === 'queue' && !isCurrent ? <QueueBadge /> : null}
      </button>
    </Tooltip>
  );
}

/** The palette, which looks like the field that it opens. */
function FindButton() {
  const keys = useKeyWords('find-command');
  return (
    <Tooltip text={shellWords('find')} keys={keys}>
      <button type="button" className="top-bar-find" onClick={() => openOverlay('palette')}>
        <Search size={16} />
        <span className="top-bar-find-words">{shellWords('find')}</span>
        <kbd className="top-bar-find-keys" aria-hidden>
          {keys}
        </kbd>
      </button>
    </Tooltip>
  );
}
