import { Copy, Trash2 } from 'lucide-react';
import { Fragment } from 'react';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { Button } from '../../ui/button.tsx';
import { openOutput, useDraft } from './draft-store.ts';
import { editRecipe } from './edit-recipe.ts';
import { canAdd, duplicated } from './output-edits.ts';
import { type Editing, outputFields } from './output-fields.tsx';

interface OutputEditorProps {
  editing: Editing;
  index: number;
  isOnly: boolean;
}

/** Every field of an output. */
export function OutputEditor({ editing, index, isOnly }: OutputEditorProps) {
  return (
    <div className="output-editor">
      {Object.entries(outputFields).map(([name, show]) => (
        <Fragment key={name}>{show?.(editing)}</Fragment>
      ))}
      <EditorFoot index={index} isOnly={isOnly} />
    </div>
  );
}

function EditorFoot({ index, isOnly }: { index: number; isOnly: boolean }) {
  const outputs = useDraft(({ recipe }) => recipe.outputs);
  const duplicate = () => {
    editRecipe({ outputs: duplicated(outputs, index) });
    openOutput(index + 1);
  };
  const remove = () => {
    openOutput(null);
    editRecipe({ outputs: outputs.toSpliced(index, 1) });
  };
  return (
    <div className="output-editor-foot">
      <Button look="quiet" shape="small" disabled={!canAdd(outputs)} onClick={duplicate}>
        <Copy size={13} aria-hidden /> {recipeWords('duplicate')}
      </Button>
      {isOnly ? null : (
        <Button look="quiet" shape="small" onClick={remove}>
          <Trash2 size={13} aria-hidden /> {recipeWords('remove')}
        </Button>
      )}
    </div>
  );
}
