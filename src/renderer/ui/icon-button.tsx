import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

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
