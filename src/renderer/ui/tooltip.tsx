import './tooltip.css';
import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';

interface TooltipProps {
  text: string;
  keys?: string;
  side?: 'top' | 'bottom' | 'left' | 'right' | 'inline-end';
  children: ReactElement<Record<string, unknown>>;
}

/** Shows what its control is called. The control must be named itself: a tooltip is for eyes only. */
export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} aria-hidden>
          <Base.Popup className="tooltip">
            {text}
            {keys ? <span className="tooltip-keys">{keys}</span> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
