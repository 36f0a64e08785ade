import './popup.css';
import './slot.css';
import { Popover } from '@base-ui/react/popover';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useLandmark } from './use-landmark.ts';

interface SlotProps {
  /** What stands in the sentence. */
  words: ReactNode;
  /** The same, and of what it is, for screen readers. */
  label: string;
  /** Of the fields that it opens. */
  title: string;
  isInvalid?: boolean;
  /** Escape takes back what was changed since it was opened. */
  onOpen: () => void;
  onCancel: () => void;
  children: ReactNode;
}

const isText = (target: EventTarget) => target instanceof HTMLInputElement;

/** A word of a sentence that can be changed: it opens its fields beside it. Enter keeps what they say. */
export function Slot(props: SlotProps) {
  const { words, label, title, isInvalid, onOpen, onCancel, children } = props;
  const ref = useRef<HTMLButtonElement>(null);
  const landmark = useLandmark(ref);
  const [isOpen, setOpen] = useState(false);
  const keep = ({ key, target }: KeyboardEvent) => {
    if (key === 'Enter' && isText(target)) setOpen(false);
  };
  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(opens, { reason }) => {
        if (opens) onOpen();
        if (!opens && reason === 'escape-key') onCancel();
        setOpen(opens);
      }}
    >
      <Popover.Trigger
        ref={ref}
        className="slot"
        aria-label={label}
        data-invalid={isInvalid ? '' : undefined}
      >
        {words}
      </Popover.Trigger>
      <Popover.Portal container={landmark}>
        <Popover.Positioner className="popup-place" sideOffset={6} align="start">
          <Popover.Popup className="popup slot-fields" aria-label={title} onKeyDown={keep}>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
