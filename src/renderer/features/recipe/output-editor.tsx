import { Copy, Trash2 } from 'lucide-react';
import { isIconFormat } from '../../../shared/formats/formats.ts';
import { fits, outputFormats, type OutputRecipe } from '../../../shared/task/recipe.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formatChoiceWords, iconSizesWords } from '../../words/recipe-words.ts';
import { BackgroundField } from './background-field.tsx';
import { editOutput, editRecipe, openOutput, useDraft } from './draft-store.ts';
import { EncoderFields } from './encoder-fields.tsx';
import { iconFits, shapeOf } from './icon-shape.ts';
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
  const isIcon = isIconFormat(output.format);
  const isInBox = isIcon || (output.width !== null && output.height !== null);
  const shape = shapeOf(output);
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
      {isInBox ? (
        <FitField
          value={shape.fit}
          fits={isIcon ? iconFits : fits}
          onChange={(fit) => edit({ fit })}
        />
      ) : null}
      {isInBox ? <PositionField output={shape} onChange={edit} /> : null}
      <Field label="Format" hint={iconSizesWords(output)}>
        {({ labelId }) => (
          <Select
            label="Format"
            labelledBy={labelId}
            value={output.format}
            choices={outputFormats.map((value) => ({ value, label: formatChoiceWords(value) }))}
            onChange={(format) => edit({ format })}
          />
        )}
      </Field>
      <QualityField output={output} onChange={(quality) => edit({ quality })} />
      <FileSizeField output={output} onChange={edit} />
      <SharpenField value={output.sharpen} onChange={(sharpen) => edit({ sharpen })} />
      <BackgroundField output={shape} onChange={(background) => edit({ background })} />
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
