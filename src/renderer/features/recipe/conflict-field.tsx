import { conflictPolicies } from '../../../shared/task/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { conflictWords } from '../../words/recipe-words.ts';
import { editRecipe, useDraft } from './draft-store.ts';

const label = 'If a file is there already';

export function ConflictField() {
  const conflict = useDraft(({ recipe }) => recipe.conflict);
  return (
    <Field label={label}>
      {({ labelId }) => (
        <Select
          label={label}
          labelledBy={labelId}
          value={conflict}
          choices={conflictPolicies.map((value) => ({ value, label: conflictWords[value] }))}
          onChange={(chosen) => editRecipe({ conflict: chosen })}
        />
      )}
    </Field>
  );
}
