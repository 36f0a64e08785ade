import { Copy, Trash2 } from 'lucide-react';
import { outputFormats, type OutputRecipe } from '../../../shared/task/recipe.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formatWords } from '../../words/recipe-words.ts';
import { BackgroundField } from './background-field.tsx';
import { editOutput, editRecipe, openOutput, useDraft } from './draft-store.ts';
import { EncoderFields } from './encoder-fields.tsx';
import { FileSizeField } from './file-size-field.tsx';
import { FitField } from './fit-field.tsx';
import { canAdd, duplicated } from './list-edits.ts';
import { PositionField } from './position-field.tsx';
import { QualityField } from './quality-field.tsx';
import { SharpenField } from './sharpen-field.tsx';
import { SizeField } from './size-field.tsx';

interface OutputEditorProps {
  output: OutputRecipe;
  index: number;
  isOnly: boolean;
}

export function OutputEditor({ output, index, isOnly }: OutputEditorProps) {
  const problems = useDraft((draft) => draft.problems);
  const edit = (change: Partial<OutputRecipe>) => editOutput(index, change);
  const problemOf = (field: string) => problems[`outputs.${index}.${field}`] ?? null;
  const sizeProblem =
    problems[`outputs.${index}`] ??
    problemOf('width') ??
    problemOf('height') ??
    problemOf('longEdge') ??
    problemOf('percent');
  const isInBox = output.width !== null && output.height !== null;
  return (
    <div className="output-editor">
      <Field label="Name" error={problemOf('name')}>
        {({ labelId }) => (
          <TextField
            aria-labelledby={labelId}
            value={output.name}
            maxLength={64}
            isInvalid={problemOf('name') !== null}
            onChange={(name) => edit({ name })}
          />
        )}
      </Field>
      <SizeField output={output} problem={sizeProblem} onChange={edit} />
      {isInBox ? <FitField value={output.fit} onChange={(fit) => edit({ fit })} /> : null}
      {isInBox ? <PositionField output={output} onChange={edit} /> : null}
      <Field label="Format">
        {({ labelId }) => (
          <Select
            label="Format"
            labelledBy={labelId}
            value={output.format}
            choices={outputFormats.map((value) => ({ value, label: formatWords[value] }))}
            onChange={(format) => edit({ format })}
          />
        )}
      </Field>
      <QualityField output={output} onChange={(quality) => edit({ quality })} />
      <FileSizeField output={output} onChange={(maxBytes) => edit({ maxBytes })} />
      <SharpenField value={output.sharpen} onChange={(sharpen) => edit({ sharpen })} />
      <BackgroundField output={output} onChange={(background) => edit({ background })} />
      <Switch
        label="Never enlarge small pictures"
        isOn={output.withoutEnlargement}
        onChange={(withoutEnlargement) => edit({ withoutEnlargement })}
      />
      <EncoderFields output={output} onChange={edit} />
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
        <Copy size={13} aria-hidden /> Duplicate
      </Button>
      {isOnly ? null : (
        <Button look="quiet" shape="small" onClick={remove}>
          <Trash2 size={13} aria-hidden /> Remove
        </Button>
      )}
    </div>
  );
}
