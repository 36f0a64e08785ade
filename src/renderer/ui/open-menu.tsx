import './popup.css';
import { Menu as Base } from '@base-ui/react/menu';
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Pressed } from './later-popup.tsx';
import type { MenuBranch, MenuEntry, MenuProps } from './menu.tsx';
import { useLandmark } from './use-landmark.ts';

/** A menu that is open at first. */
export function OpenMenu({ trigger, entries, align = 'start', isByKey }: MenuProps & Pressed) {
  const ref = useRef<HTMLButtonElement>(null);
  const landmark = useLandmark(ref);
  // The button that was pressed is gone: the new one takes its keys, and is pressed in its place.
  useEffect(() => {
    ref.current?.focus();
    if (isByKey) ref.current?.click();
  }, [isByKey]);
  return (
    <Base.Root modal={false} defaultOpen={!isByKey}>
      <Base.Trigger ref={ref} render={trigger} />
      <Base.Portal container={landmark}>
        <Base.Positioner className="popup-place" sideOffset={4} align={align}>
          <Base.Popup className="popup">
            <MenuEntries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Branch({ label, icon, entries }: MenuBranch) {
  const ref = useRef<HTMLDivElement>(null);
  const landmark = useLandmark(ref);
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger ref={ref} className="popup-item">
        {icon}
        <span className="popup-item-text">{label}</span>
        <ChevronRight className="popup-item-branch" size={14} aria-hidden />
      </Base.SubmenuTrigger>
      <Base.Portal container={landmark}>
        <Base.Positioner className="popup-place" sideOffset={-2} alignOffset={-4}>
          <Base.Popup className="popup">
            <MenuEntries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}

/** The rows of any menu, also of one that opens where the pointer is. */
export function MenuEntries({ entries }: { entries: readonly MenuEntry[] }) {
  return [...entries.entries()].map(([place, entry]) =>
    entry === 'separator' ? (
      <Base.Separator key={place} className="popup-separator" />
    ) : 'entries' in entry ? (
      <Branch key={entry.label} {...entry} />
    ) : (
      <Base.Item
        key={entry.label}
        className="popup-item"
        data-danger={entry.isDanger ? '' : undefined}
        disabled={entry.isDisabled ?? false}
        onClick={entry.onSelect}
      >
        {entry.icon}
        <span className="popup-item-text">{entry.label}</span>
        {entry.keys ? <span className="popup-item-note">{entry.keys}</span> : null}
      </Base.Item>
    ),
  );
}
