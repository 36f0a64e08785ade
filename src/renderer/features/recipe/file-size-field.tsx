import type { OutputFormat, OutputRecipe } from '../../../shared/task/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { NumberInput } from '../../ui/number-input.tsx';
import { Switch } from '../../ui/switch.tsx';
import { hasOption } from './encoder-options.ts';

const largestKilobytes = 100_000;

interface FileSizeFieldProps {
  output: OutputRecipe;
  onChange: (change: Partial<OutputRecipe>) => void;
}

/** What is taken until a file fits. */
function hintFor(format: OutputFormat): string {
  if (hasOption(format, 'quality')) return 'The quality is lowered until it fits; else it fails.';
  return hasOption(format, 'palette')
    ? 'Colours are taken away until it fits; else it fails.'
    : 'A larger file fails.';
}

/** Empty is as large as the quality makes it. */
export function FileSizeField({ output, onChange }: FileSizeFieldProps) {
  if (!hasOption(output.format, 'maxBytes')) return null;
  const { maxBytes } = output;
  return (
    <Field label="File size, at most" hint={maxBytes === null ? undefined : hintFor(output.format)}>
      {() => (
        <>
          <NumberInput
            label="File size, at most"
            unit="KB"
            value={maxBytes === null ? null : Math.max(1, Math.round(maxBytes / 1000))}
            min={1}
            max={largestKilobytes}
            placeholder="Any"
            onChange={(kilobytes) =>
              onChange(
                kilobytes === null
                  ? { maxBytes: null, mayShrink: false }
                  : { maxBytes: kilobytes * 1000 },
              )
            }
          />
          {maxBytes === null ? null : (
            <Switch
              label="Fewer pixels rather than failing"
              isOn={output.mayShrink}
              onChange={(mayShrink) => onChange({ mayShrink })}
            />
          )}
        </>
      )}
    </Field>
  );
}
