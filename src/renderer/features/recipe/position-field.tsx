import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { OutputRecipe, Position } from '../../../shared/task/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { positionWords } from '../../words/recipe-words.ts';

const places: readonly Position[] = [
  'left top',
  'top',
  'right top',
  'left',
  'centre',
  'right',
  'left bottom',
  'bottom',
  'right bottom',
];
const smart: readonly Position[] = ['attention', 'entropy'];

interface PositionFieldProps {
  output: OutputRecipe;
  onChange: (position: Position) => void;
}

/** What is kept when the picture is cut, or where it stands when it is padded. */
export function PositionField({ output, onChange }: PositionFieldProps) {
  if (output.fit !== 'cover' && output.fit !== 'contain') return null;
  const label = output.fit === 'cover' ? 'Keep' : 'Place at';
  return (
    <Field label={label} hint={positionWords[output.position]}>
      {() => (
        <RadioGroup<Position>
          aria-label={label}
          className="output-position"
          value={output.position}
          onValueChange={onChange}
        >
          <div className="output-position-grid">
            {places.map((place) => (
              <Radio.Root
                key={place}
                value={place}
                aria-label={positionWords[place]}
                title={positionWords[place]}
              />
            ))}
          </div>
          {output.fit === 'cover' ? (
            <div className="output-position-smart">
              {smart.map((place) => (
                <Radio.Root key={place} value={place} aria-label={positionWords[place]}>
                  {positionWords[place]}
                </Radio.Root>
              ))}
            </div>
          ) : null}
        </RadioGroup>
      )}
    </Field>
  );
}
