import './output-list.css';
import { ChevronDown, Plus } from 'lucide-react';
import { useId } from 'react';
import {
  desktopOutput,
  type DesktopSize,
  desktopSizeNames,
  desktopSizes,
} from '../../../shared/task/desktop-thumbnails.ts';
import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import { usualOutput } from '../../../shared/task/usual-recipe.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { desktopSizeWords } from '../../words/recipe-words.ts';
import { openOutput, useDraft } from './draft-store.ts';
import { editRecipe } from './edit-recipe.ts';
import { OutputEditor } from './output-editor.tsx';
import { canAdd, withOneMore } from './output-edits.ts';
import { useEditing } from './output-fields.tsx';
import { OutputSentence } from './output-sentence.tsx';

interface OutputItemProps {
  output: OutputRecipe;
  index: number;
  isOnly: boolean;
}

function OutputItem({ output, index, isOnly }: OutputItemProps) {
  const editorId = useId();
  const editing = useEditing(output, index);
  const isOpen = useDraft((draft) => draft.openOutput === index);
  const isInvalid = useDraft(({ problems }) =>
    Object.keys(problems).some((place) => place.startsWith(`outputs.${index}`)),
  );
  return (
    <div
      className="output"
      data-open={isOpen ? '' : undefined}
      data-invalid={isInvalid ? '' : undefined}
    >
      <div className="output-head">
        <OutputSentence {...editing} />
        <button
          type="button"
          className="button output-more"
          data-look="quiet"
          aria-label={recipeWords('everythingOf', { name: output.name })}
          title={recipeWords('everythingOf', { name: output.name })}
          aria-expanded={isOpen}
          aria-controls={isOpen ? editorId : undefined}
          onClick={() => openOutput(isOpen ? null : index)}
        >
          <ChevronDown size={14} aria-hidden />
        </button>
      </div>
      {isOpen ? (
        <div id={editorId}>
          <OutputEditor editing={editing} index={index} isOnly={isOnly} />
        </div>
      ) : null}
    </div>
  );
}

export function OutputList() {
  const outputs = useDraft(({ recipe }) => recipe.outputs);
  const problem = useDraft(({ problems }) => problems['outputs']);
  const add = () => {
    editRecipe({ outputs: withOneMore(outputs) });
    openOutput(outputs.length);
  };
  return (
    <section className="output-list" aria-label={recipeWords('outputs')}>
      <div className="output-list-head">
        <span className="field-label">{recipeWords('ofEachPictureMake')}</span>
        <Button look="quiet" shape="small" disabled={!canAdd(outputs)} onClick={add}>
          <Plus size={13} aria-hidden /> {recipeWords('addOutput')}
        </Button>
      </div>
      {[...outputs.entries()].map(([index, output]) => (
        <OutputItem key={index} output={output} index={index} isOnly={outputs.length === 1} />
      ))}
      {problem ? <span className="field-error">{problem}</span> : null}
    </section>
  );
}

/** In place of the outputs: the desktop says how large its thumbnails are, a person which of them are made. */
export function DesktopSizesField() {
  const outputs = useDraft(({ recipe }) => recipe.outputs);
  const find = (name: DesktopSize) => outputs.find((output) => output.name === name);
  const change = (changed: DesktopSize, isOn: boolean) => {
    const wanted = desktopSizeNames.filter((name) => (name === changed ? isOn : find(name)));
    if (wanted.length === 0) return;
    editRecipe({
      outputs: wanted.map((name) => find(name) ?? { ...usualOutput, ...desktopOutput(name) }),
    });
  };
  return (
    <Field label={recipeWords('ofEachPictureMake')} hint={recipeWords('leastOneDesktopNamesFiles')}>
      {() =>
        desktopSizeNames.map((name) => (
          <Switch
            key={name}
            label={recipeWords('nameName2Px', {
              name: desktopSizeWords[name],
              name2: desktopSizes[name],
            })}
            isOn={find(name) !== undefined}
            onChange={(isOn) => change(name, isOn)}
          />
        ))
      }
    </Field>
  );
}
