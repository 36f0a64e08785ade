import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { editRecipe, useDraft } from './draft-store.ts';

/** For pictures that are compressed well already. */
export function KeepOriginalField() {
  const keepsOriginal = useDraft(({ recipe }) => recipe.keepsOriginal);
  return (
    <Field
      label="If a new file would be larger"
      hint={keepsOriginal ? 'Where size, colours and format are already as asked' : undefined}
    >
      {() => (
        <Switch
          label="Keep the original"
          isOn={keepsOriginal}
          onChange={(isOn) => editRecipe({ keepsOriginal: isOn })}
        />
      )}
    </Field>
  );
}
