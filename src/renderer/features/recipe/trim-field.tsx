import { Field } from '../../ui/field.tsx';
import { Slider } from '../../ui/slider.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useDraft } from './draft-store.ts';
import { editRecipe } from './edit-recipe.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';

/** Enough for the noise of a JPEG. Percent. */
const usualTolerance = 5;
/** More than this takes pictures for borders; a preset may say it all the same. */
const largestTolerance = 40;

/** Borders of one colour, as scanners and screenshots leave them. */
export function TrimField() {
  const trim = useDraft(({ recipe }) => recipe.trim);
  return (
    <Field
      label={recipeWords('borders')}
      hint={trim === null ? undefined : recipeWords('coloursMayTrimOffCount', { trim })}
    >
      {() => (
        <>
          <Switch
            label={recipeWords('cutOffPlainBorders')}
            isOn={trim !== null}
            onChange={(isOn) => editRecipe({ trim: isOn ? usualTolerance : null })}
          />
          {trim === null ? null : (
            <Slider
              label={recipeWords('toleranceBorders')}
              value={Math.min(trim, largestTolerance)}
              min={0}
              max={largestTolerance}
              valueText={recipeWords('trimPercent', { trim })}
              onChange={(value) => editRecipe({ trim: value })}
            />
          )}
        </>
      )}
    </Field>
  );
}
