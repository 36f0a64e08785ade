import { type Sharpening, sharpenings } from '../../../shared/formats/encoding.ts';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';

const words: Readonly<Record<Sharpening, string>> = {
  none: 'None',
  soft: 'Soft',
  strong: 'Strong',
};

interface SharpenFieldProps {
  value: Sharpening;
  onChange: (sharpen: Sharpening) => void;
}

export function SharpenField({ value, onChange }: SharpenFieldProps) {
  return (
    <Field label="Sharpen after shrinking">
      {() => (
        <Segmented
          label="Sharpen after shrinking"
          isTight
          value={value}
          segments={sharpenings.map((one) => ({ value: one, label: words[one] }))}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
