import { cloneElement, type ReactElement, type ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';

interface TooltipProps {
  text: string;
  keys?: string | undefined;
  children: ReactElement<Record<string, unknown>>;
}

/** Has `TooltipLayer` show what its control is called. The control must be named itself: a tooltip is for eyes only. */
export function Tooltip({ text, keys, children }: TooltipProps) {
  return cloneElement(children, { 'data-tooltip': text, 'data-tooltip-keys': keys });
}

interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  label: string;
  icon: ReactNode;
  keys?: string;
}

/** A button with only an icon; its label is its name and its tooltip. */
export function IconButton({ label, icon, keys, look = 'quiet', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <Button look={look} shape="icon" aria-label={label} {...rest}>
        {icon}
      </Button>
    </Tooltip>
  );
}
