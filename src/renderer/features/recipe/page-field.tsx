import { namesWithPages } from '../../../shared/formats/formats.ts';
import { lastPage } from '../../../shared/task/recipe.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { NumberInput } from '../../ui/number-input.tsx';
import { useDraft } from './draft-store.ts';
import { editRecipe } from './edit-recipe.ts';

const label = recipeWords('page');

/** Which page of a document is shown. An empty field is the first. */
export function PageField() {
  const page = useDraft(({ recipe }) => recipe.page);
  return (
    <Field
      label={label}
      hint={recipeWords('namesWithPagesFilesOthersOnlyOne', {
        namesWithPages: namesWithPages('and'),
      })}
    >
      {() => (
        <NumberInput
          label={label}
          value={page}
          min={1}
          max={lastPage}
          onChange={(wanted) => editRecipe({ page: wanted ?? 1 })}
        />
      )}
    </Field>
  );
}
