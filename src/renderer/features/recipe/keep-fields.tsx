import { isForDesktop } from '../../../shared/task/desktop-thumbnails.ts';
import { metadataPolicies } from '../../../shared/task/metadata-policy.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { metadataWords } from '../../words/recipe-words.ts';
import { useDraft } from './draft-store.ts';
import { editRecipe } from './edit-recipe.ts';

const label = recipeWords('metadata');

/** These say more than others, whatever is kept. */
const desktopHint = recipeWords('filesPlaceSizeDateAdded');

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
              label={recipeWords('keepPlaceTooGPS')}
              isOn={keepsGps}
              onChange={(isOn) => editRecipe({ keepsGps: isOn })}
            />
          ) : null}
        </>
      )}
    </Field>
  );
}

/** For those who sort by date. */
export function KeepDateField() {
  const keepsDate = useDraft(({ recipe }) => recipe.keepsDate);
  return (
    <Field
      label={recipeWords('dateOfResults')}
      hint={recipeWords(keepsDate ? 'resultsTellWhenOriginal' : 'resultsTellWhenMade')}
    >
      {() => (
        <Switch
          label={recipeWords('keepDateOfOriginal')}
          isOn={keepsDate}
          onChange={(isOn) => editRecipe({ keepsDate: isOn })}
        />
      )}
    </Field>
  );
}

/** For pictures that are compressed well already. */
export function KeepOriginalField() {
  const keepsOriginal = useDraft(({ recipe }) => recipe.keepsOriginal);
  return (
    <Field
      label={recipeWords('ifNewFileWouldLarger')}
      hint={keepsOriginal ? recipeWords('whereSizeColoursFormatAlready') : undefined}
    >
      {() => (
        <Switch
          label={recipeWords('keepOriginal')}
          isOn={keepsOriginal}
          onChange={(isOn) => editRecipe({ keepsOriginal: isOn })}
        />
      )}
    </Field>
  );
}
