import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { OutputRecipe, Position } from '../../../shared/task/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { positionWords } from '../../words/recipe-words.ts';
import { FocalField } from './focal-field.tsx';
import { PositionGrid } from './position-grid.tsx';

/** What the picture itself decides, or a point chosen by hand. */
const choices = ['attention', 'entropy', 'point'] as const;
type Choice = Position | 'point';

const words: Readonly<Record<Choice, string>> = { ...positionWords, point: 'A point you choose' };
const middle = { x: 0.5, y: 0.5 };

interface PositionFieldProps {
  output: OutputRecipe;
  onChange: (change: Partial<OutputRecipe>) => void;
}

/** What is kept when the picture is cut, or where it stands when it is padded. */
export function PositionField({ output, onChange }: PositionFieldProps) {
  if (output.fit !== 'cover' && output.fit !== 'contain') return null;
  const isCut = output.fit === 'cover';
  const label = isCut ? 'Keep' : 'Place at';
  const chosen: Choice = isCut && output.focalPoint !== null ? 'point' : output.position;
  const choose = (choice: Choice) =>
    onChange(choice === 'point' ? { focalPoint: middle } : { position: choice, focalPoint: null });
  return (
    <Field label={label} hint={words[chosen]}>
      {() => (
        <>
          <RadioGroup<Choice>
            aria-label={label}
            className="output-position"
            value={chosen}
            onValueChange={choose}
          >
            <PositionGrid />
            {isCut ? (
              <div className="output-position-smart">
                {choices.map((choice) => (
                  <Radio.Root key={choice} value={choice} aria-label={words[choice]}>
                    {words[choice]}
                  </Radio.Root>
                ))}
              </div>
            ) : null}
          </RadioGroup>
          {isCut && output.focalPoint !== null ? (
            <FocalField
              point={output.focalPoint}
              onChange={(focalPoint) => onChange({ focalPoint })}
            />
          ) : null}
        </>
      )}
    </Field>
  );
}
