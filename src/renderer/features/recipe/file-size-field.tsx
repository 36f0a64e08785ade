import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { NumberInput } from '../../ui/number-input.tsx';
import { hasOption } from './encoder-options.ts';

const largestKilobytes = 100_000;

interface FileSizeFieldProps {
  output: OutputRecipe;
  onChange: (maxBytes: number | null) => void;
}

/** Empty is as large as the quality makes it. */
export function FileSizeField({ output, onChange }: FileSizeFieldProps) {
  if (!hasOption(output.format, 'maxBytes')) return null;
  const { maxBytes } = output;
  return (
    <Field
      label="File size, at most"
      hint={maxBytes === null ? undefined : 'The quality is lowered until it fits.'}
    >
      {() => (
        <NumberInput
          label="File size, at most"
          unit="KB"
          value={maxBytes === null ? null : Math.max(1, Math.round(maxBytes / 1000))}
          min={1}
          max={largestKilobytes}
          placeholder="Any"
          onChange={(kilobytes) => onChange(kilobytes === null ? null : kilobytes * 1000)}
        />
      )}
    </Field>
  );
}
