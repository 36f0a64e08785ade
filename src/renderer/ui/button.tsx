import './button.css';
import type { ComponentProps } from 'react';

/** Joins the names that are there. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

export interface ButtonProps extends ComponentProps<'button'> {
  look?: 'plain' | 'primary' | 'quiet' | 'danger';
  shape?: 'normal' | 'small' | 'icon';
}

export function Button({ look = 'plain', shape = 'normal', className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      data-look={look}
      data-shape={shape}
      {...rest}
      className={classNames('button', className)}
    />
  );
}

/** A button that reads like a link inside a sentence. */
export function LinkButton({ className, ...rest }: ComponentProps<'button'>) {
  return <button type="button" {...rest} className={classNames('button-link', className)} />;
}
