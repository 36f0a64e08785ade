import { turns } from '../../../shared/task/turning.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useDraft } from './draft-store.ts';
import { editRecipe } from './edit-recipe.ts';

const label = recipeWords('turnAll');

const labels = {
  0: recipeWords('turn.none'),
  90: recipeWords('turn.right'),
  180: recipeWords('turn.half'),
  270: recipeWords('turn.left'),
} as const;

/** For every picture of the recipe, on top of what was turned by hand. */
export function TurnField() {
  const turn = useDraft(({ recipe }) => recipe.turn);
  const flip = useDraft(({ recipe }) => recipe.flip);
  return (
    <Field label={label}>
      {() => (
        <>
          <Segmented
            label={label}
            isTight
            value={String(turn)}
            segments={turns.map((value) => ({ value: String(value), label: labels[value] }))}
            onChange={(chosen) =>
              editRecipe({ turn: turns.find((one) => String(one) === chosen) ?? 0 })
            }
          />
          <Switch
            label={recipeWords('flipAll')}
            isOn={flip}
            onChange={(isOn) => editRecipe({ flip: isOn })}
          />
        </>
      )}
    </Field>
  );
}
