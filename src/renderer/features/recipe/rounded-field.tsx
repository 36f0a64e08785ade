import { useState } from 'react';
import { formats } from '../../../shared/formats/formats.ts';
import { largestEdge, type OutputRecipe } from '../../../shared/task/recipe.ts';
import { radiusOf, type RadiusUnit, radiusUnits } from '../../../shared/task/rounded.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { NumberInput } from '../../ui/number-input.tsx';
import { Segmented } from '../../ui/segmented.tsx';

interface RoundedFieldProps {
  output: OutputRecipe;
  onChange: (change: Pick<OutputRecipe, 'rounded'>) => void;
}

const label = recipeWords('roundedCorners');
const most = { px: largestEdge, '%': 50 } as const;

/** Empty for sharp corners. The unit stays as it was chosen while there is no number. */
export function RoundedField({ output, onChange }: RoundedFieldProps) {
  const { rounded, format } = output;
  const known = rounded === null ? null : radiusOf(rounded);
  const [chosen, setChosen] = useState<RadiusUnit>('px');
  const unit = known?.unit ?? chosen;
  const isFlattened = format !== 'same' && !formats[format].writes.alpha;
  const change = (amount: number | null, wanted: RadiusUnit) =>
    onChange({
      rounded: amount === null ? null : `${Math.min(amount, most[wanted])}${wanted}`,
    });
  return (
    <Field label={label} hint={known && isFlattened ? recipeWords('roundedFilled') : undefined}>
      {() => (
        <div className="recipe-row">
          <NumberInput
            label={label}
            value={known?.amount ?? null}
            min={1}
            max={most[unit]}
            placeholder={recipeWords('none')}
            onChange={(amount) => change(amount, unit)}
          />
          <Segmented
            label={recipeWords('roundedIn')}
            isTight
            value={unit}
            segments={radiusUnits.map((value) => ({ value, label: value }))}
            onChange={(wanted) => {
              setChosen(wanted);
              change(known?.amount ?? null, wanted);
            }}
          />
        </div>
      )}
    </Field>
  );
}
