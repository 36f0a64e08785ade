import './popup.css';
import { Popover } from '@base-ui/react/popover';
import { useLayoutEffect, useRef, useState } from 'react';
import type { NoteProps } from './note.tsx';
import { useLandmark } from './use-landmark.ts';

/** A note that is open at first. */
export function OpenNote({ trigger, title, className, children }: NoteProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const landmark = useLandmark(ref);
  const [isOpen, setOpen] = useState(true);
  // The button that was pressed is gone, and the popup has no keys yet: they come to the new button meanwhile.
  useLayoutEffect(() => ref.current?.focus(), []);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger ref={ref} render={trigger} />
      <Popover.Portal container={landmark}>
        <Popover.Positioner className="popup-place" sideOffset={6} align="end">
          <Popover.Popup className={`popup ${className}`}>
            <Popover.Title>{title}</Popover.Title>
            {typeof children === 'function' ? children(() => setOpen(false)) : children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
