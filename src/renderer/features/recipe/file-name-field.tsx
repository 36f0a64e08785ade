import { Braces } from 'lucide-react';
import { useRef } from 'react';
import { templateFields } from '../../../shared/task/file-name.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Menu } from '../../ui/menu.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useDraft } from './draft-store.ts';
import { editRecipe } from './edit-recipe.ts';
import { exampleName, templateFieldWords, templateProblem } from './draft-words.ts';

/** `example` is the name the app itself would use; without a picture to try, one is made up. */
export function FileNameField({ example }: { example: string | null }) {
  const inputRef = useRef<HTMLInputElement>(null);
  const recipe = useDraft((draft) => draft.recipe);
  const isInvalid = useDraft(({ problems }) => problems['fileName'] !== undefined);
  const problem = isInvalid ? templateProblem(recipe.fileName) : null;
  const insert = (field: string) => {
    const input = inputRef.current;
    const from = input?.selectionStart ?? recipe.fileName.length;
    const to = input?.selectionEnd ?? from;
    editRecipe({
      fileName: `${recipe.fileName.slice(0, from)}{${field}}${recipe.fileName.slice(to)}`,
    });
  };
  return (
    <Field
      label={recipeWords('fileName')}
      error={problem}
      hint={<bdi>{example ?? exampleName(recipe)}</bdi>}
    >
      {({ noteId }) => (
        <div className="recipe-row">
          <TextField
            ref={inputRef}
            aria-label={recipeWords('fileName')}
            aria-describedby={noteId}
            value={recipe.fileName}
            maxLength={200}
            isInvalid={isInvalid}
            onChange={(fileName) => editRecipe({ fileName })}
          />
          <Menu
            align="end"
            trigger={
              <Button
                shape="icon"
                aria-label={recipeWords('insertField')}
                title={recipeWords('insertField')}
              >
                <Braces size={14} />
              </Button>
            }
            entries={templateFields.map((field) => ({
              label: templateFieldWords[field],
              keys: `{${field}}`,
              onSelect: () => insert(field),
            }))}
          />
        </div>
      )}
    </Field>
  );
}
