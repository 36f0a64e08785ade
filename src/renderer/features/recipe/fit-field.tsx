import type { Fit } from '../../../shared/task/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { fitWords } from '../../words/recipe-words.ts';

interface FitFieldProps {
  value: Fit;
  fits: readonly Fit[];
  onChange: (fit: Fit) => void;
}

export function FitField({ value, fits, onChange }: FitFieldProps) {
  return (
    <Field label="Fit" hint={fitWords[value].hint}>
      {() => (
        <Segmented
          label="Fit"
          isTight
          value={value}
          segments={fits.map((fit) => ({ value: fit, label: fitWords[fit].label }))}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
