import { Field } from '../../ui/field.tsx';
import { Slider } from '../../ui/slider.tsx';
import { Switch } from '../../ui/switch.tsx';
import { editRecipe, useDraft } from './draft-store.ts';

/** Enough for the noise of a JPEG. Percent. */
const usualTolerance = 5;
/** More than this takes pictures for borders; a preset may say it all the same. */
const largestTolerance = 40;

/** Borders of one colour, as scanners and screenshots leave them. */
export function TrimField() {
  const trim = useDraft(({ recipe }) => recipe.trim);
  return (
    <Field
      label="Borders"
      hint={trim === null ? undefined : `Colours may be ${trim} % off to count as border`}
    >
      {() => (
        <>
          <Switch
            label="Cut off plain borders"
            isOn={trim !== null}
            onChange={(isOn) => editRecipe({ trim: isOn ? usualTolerance : null })}
          />
          {trim === null ? null : (
            <Slider
              label="Tolerance for borders"
              value={Math.min(trim, largestTolerance)}
              min={0}
              max={largestTolerance}
              valueText={`${trim} percent`}
              onChange={(value) => editRecipe({ trim: value })}
            />
          )}
        </>
      )}
    </Field>
  );
}
