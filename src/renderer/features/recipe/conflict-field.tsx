import { isForDesktop } from '../../../shared/task/desktop-thumbnails.ts';
import { conflictPolicies } from '../../../shared/task/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { conflictWords } from '../../words/recipe-words.ts';
import { editRecipe, useDraft } from './draft-store.ts';

const label = 'If a file is there already';

/** The desktop has one name for each thumbnail: a second one beside it would never be found. */
const desktopPolicies = conflictPolicies.filter((policy) => policy !== 'rename');

export function ConflictField() {
  const conflict = useDraft(({ recipe }) => recipe.conflict);
  const replacesSource = useDraft(({ recipe }) => recipe.replacesSource);
  const fillsDesktop = useDraft(({ recipe }) => isForDesktop(recipe));
  const policies = fillsDesktop ? desktopPolicies : conflictPolicies;
  return (
    <Field
      label={label}
      hint={replacesSource ? 'Originals go to the trash before they are replaced.' : undefined}
    >
      {({ labelId }) => (
        <>
          <Select
            label={label}
            labelledBy={labelId}
            value={fillsDesktop && conflict === 'rename' ? 'overwrite' : conflict}
            choices={policies.map((value) => ({ value, label: conflictWords[value] }))}
            onChange={(chosen) => editRecipe({ conflict: chosen, replacesSource: false })}
          />
          {conflict === 'overwrite' && !fillsDesktop ? (
            <Switch
              label="Even if it is the original"
              isOn={replacesSource}
              onChange={(isOn) => editRecipe({ replacesSource: isOn })}
            />
          ) : null}
        </>
      )}
    </Field>
  );
}
