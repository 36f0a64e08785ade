import { isForDesktop } from '../../../shared/task/desktop-thumbnails.ts';
import { metadataPolicies } from '../../../shared/task/metadata-policy.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { metadataWords } from '../../words/recipe-words.ts';
import { editRecipe, useDraft } from './draft-store.ts';

const label = 'Metadata';

/** These say more than others, whatever is kept. */
const desktopHint = 'The file’s place, size and date are added';

/** The place where a picture was taken is never kept unless asked for by name. */
export function MetadataField() {
  const metadata = useDraft(({ recipe }) => recipe.metadata);
  const fillsDesktop = useDraft(({ recipe }) => isForDesktop(recipe));
  const keepsGps = useDraft(({ recipe }) => recipe.keepsGps);
  return (
    <Field label={label} hint={fillsDesktop ? desktopHint : metadataWords[metadata].hint}>
      {({ labelId }) => (
        <>
          <Select
            label={label}
            labelledBy={labelId}
            value={metadata}
            choices={metadataPolicies.map((value) => ({
              value,
              label: metadataWords[value].label,
            }))}
            onChange={(chosen) => editRecipe({ metadata: chosen, keepsGps: false })}
          />
          {metadata === 'all' ? (
            <Switch
              label="Keep the place too (GPS)"
              isOn={keepsGps}
              onChange={(isOn) => editRecipe({ keepsGps: isOn })}
            />
          ) : null}
        </>
      )}
    </Field>
  );
}

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
