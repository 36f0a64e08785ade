import './popup.css';
import { Menu as Base } from '@base-ui/react/menu';
import { type ReactElement, useRef } from 'react';
import { type MenuEntry, MenuEntries } from './menu-entries.tsx';
import { useLandmark } from './use-landmark.ts';

interface MenuProps {
  trigger: ReactElement<Record<string, unknown>>;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
}

export function Menu({ trigger, entries, align = 'start' }: MenuProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const landmark = useLandmark(ref);
  return (
    <Base.Root modal={false}>
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
