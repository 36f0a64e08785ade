import './field.css';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  value: string;
  isInvalid?: boolean;
  onChange: (value: string) => void;
}

export function TextField({ value, isInvalid, onChange, className, ...rest }: TextFieldProps) {
  return (
    <input
      type="text"
      spellCheck={false}
      autoComplete="off"
      {...rest}
      className={classNames('text-field', className)}
      aria-invalid={isInvalid ? true : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
