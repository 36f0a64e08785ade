import './tooltip.css';
import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';

interface TooltipProps {
  text: string;
  keys?: string;
  children: ReactElement<Record<string, unknown>>;
}

/** Shows what its control is called. The control must be named itself: a tooltip is for eyes only. */
export function Tooltip({ text, keys, children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side="bottom" sideOffset={6} aria-hidden>
          <Base.Popup className="tooltip">
            {text}
            {keys ? <span className="tooltip-keys">{keys}</span> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  label: string;
  icon: ReactNode;
  keys?: string;
}

/** A button with only an icon; its label is its name and its tooltip. */
export function IconButton({ label, icon, keys, look = 'quiet', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys ? { keys } : {})}>
      <Button look={look} shape="icon" aria-label={label} {...rest}>
        {icon}
      </Button>
    </Tooltip>
  );
}
