import './number-input.css';
import { NumberField } from '@base-ui/react/number-field';
import { Minus, Plus } from 'lucide-react';
import { uiWords } from '../../shared/words/areas/ui.ts';

interface NumberInputProps {
  label: string;
  value: number | null;
  min: number;
  max: number;
  step?: number;
  unit?: string;
  placeholder?: string;
  onChange: (value: number | null) => void;
}

/** A whole number with steppers; null when the field is empty. */
export function NumberInput(props: NumberInputProps) {
  const { label, value, min, max, step = 1, unit, placeholder, onChange } = props;
  return (
    <NumberField.Root
      value={value}
      min={min}
      max={max}
      step={step}
      format={{ useGrouping: false, maximumFractionDigits: 0 }}
      onValueChange={(next) => onChange(next === null ? null : Math.round(next))}
    >
      <NumberField.Group className="number-input">
        <NumberField.Input aria-label={label} placeholder={placeholder} />
        {unit ? <span className="number-input-unit">{unit}</span> : null}
        <NumberField.Decrement aria-label={uiWords('lessLabel', { label })}>
          <Minus size={12} />
        </NumberField.Decrement>
        <NumberField.Increment aria-label={uiWords('moreLabel', { label })}>
          <Plus size={12} />
        </NumberField.Increment>
      </NumberField.Group>
    </NumberField.Root>
  );
}
