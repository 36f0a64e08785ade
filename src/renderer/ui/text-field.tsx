import './field.css';
import { Search, X } from 'lucide-react';
import type { ComponentProps, KeyboardEvent, Ref } from 'react';
import { Button, classNames } from './button.tsx';
import { uiWords } from '../../shared/words/areas/ui.ts';

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
      // Names and folders are read their own way, whatever the language around them.
      dir={value === '' ? undefined : 'auto'}
      {...rest}
      className={classNames('text-field', className)}
      aria-invalid={isInvalid ? true : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface SearchFieldProps {
  label: string;
  placeholder: string;
  value: string;
  className?: string;
  inputRef?: Ref<HTMLInputElement>;
  onChange: (value: string) => void;
}

/** Escape clears it first. */
export function SearchField(props: SearchFieldProps) {
  const { label, placeholder, value, className, inputRef, onChange } = props;
  const clearOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || value === '') return;
    event.stopPropagation();
    onChange('');
  };
  return (
    <div className={classNames('search-field', className)} data-placeholder={placeholder}>
      <Search size={14} aria-hidden />
      <input
        ref={inputRef}
        type="search"
        className="text-field"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={clearOnEscape}
      />
      {value === '' ? null : (
        <Button
          look="quiet"
          shape="icon"
          aria-label={uiWords('clearSearch')}
          onClick={() => onChange('')}
        >
          <X size={14} />
        </Button>
      )}
    </div>
  );
}
