import type { ReactNode } from 'react';
import { isIconFormat } from '../../../shared/formats/formats.ts';
import { fits, outputFormats, type OutputRecipe } from '../../../shared/task/recipe.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formatChoiceWords, iconSizesWords } from '../../words/recipe-words.ts';
import { BackgroundField, FitField, SizeField } from './size-fields.tsx';
import { PositionField } from './crop-fields.tsx';
import { useDraft } from './draft-store.ts';
import { editOutput } from './edit-recipe.ts';
import { EncoderFields } from './encoder-fields.tsx';
import { iconFits, shapeOf } from './output-edits.ts';
import { FileSizeField, QualityField, SharpenField } from './quality-fields.tsx';
import { RoundedField } from './rounded-field.tsx';

/** One output, and how to change it. `problemOf` says what is wrong with the first of these fields that is not right. */
export interface Editing {
  readonly output: OutputRecipe;
  readonly edit: (change: Partial<OutputRecipe>) => void;
  readonly problemOf: (...fields: readonly (keyof OutputRecipe | null)[]) => string | null;
}

function isInBox({ format, width, height }: OutputRecipe): boolean {
  return isIconFormat(format) || (width !== null && height !== null);
}

/** How each field of an output is asked for, in this order; null where another control asks for it, too. */
export const outputFields: Readonly<
  Record<keyof OutputRecipe, ((editing: Editing) => ReactNode) | null>
> = {
  name: (editing) => <NameField {...editing} />,
  width: ({ output, edit, problemOf }) => (
    <SizeField
      output={output}
      problem={problemOf(null, 'width', 'height', 'longEdge', 'percent')}
      onChange={edit}
    />
  ),
  height: null,
  longEdge: null,
  percent: null,
  fit: ({ output, edit }) =>
    isInBox(output) ? (
      <FitField
        value={shapeOf(output).fit}
        fits={isIconFormat(output.format) ? iconFits : fits}
        onChange={(fit) => edit({ fit })}
      />
    ) : null,
  position: ({ output, edit }) =>
    isInBox(output) ? <PositionField output={shapeOf(output)} onChange={edit} /> : null,
  focalPoint: null,
  format: ({ output, edit }) => (
    <Field label={recipeWords('format')} hint={iconSizesWords(output)}>
      {({ labelId }) => (
        <Select
          label={recipeWords('format')}
          labelledBy={labelId}
          value={output.format}
          choices={outputFormats.map((value) => ({ value, label: formatChoiceWords(value) }))}
          onChange={(format) => edit({ format })}
        />
      )}
    </Field>
  ),
  quality: ({ output, edit }) => <QualityField output={output} onChange={edit} />,
  looksSame: null,
  maxBytes: ({ output, edit }) => <FileSizeField output={output} onChange={edit} />,
  mayShrink: null,
  sharpen: ({ output, edit }) => (
    <SharpenField value={output.sharpen} onChange={(sharpen) => edit({ sharpen })} />
  ),
  background: ({ output, edit }) => (
    <BackgroundField output={shapeOf(output)} onChange={(background) => edit({ background })} />
  ),
  rounded: ({ output, edit }) => <RoundedField output={output} onChange={edit} />,
  withoutEnlargement: ({ output, edit }) => (
    <Switch
      label={recipeWords('neverEnlargeSmallPictures')}
      isOn={output.withoutEnlargement}
      onChange={(withoutEnlargement) => edit({ withoutEnlargement })}
    />
  ),
  animation: ({ output, edit }) => <EncoderFields output={output} onChange={edit} />,
  progressive: null,
  lossless: null,
  chroma: null,
  effort: null,
  palette: null,
  colourSpace: null,
};

/** How the output at this place is changed now. */
export function useEditing(output: OutputRecipe, index: number): Editing {
  const problems = useDraft((draft) => draft.problems);
  return {
    output,
    edit: (change) => editOutput(index, change),
    problemOf(...names) {
      const places = names.map((name) => `outputs.${index}${name === null ? '' : `.${name}`}`);
      return places.map((place) => problems[place]).find((found) => found !== undefined) ?? null;
    },
  };
}

function NameField({ output, edit, problemOf }: Editing) {
  const problem = problemOf('name');
  return (
    <Field label={recipeWords('name')} error={problem}>
      {({ labelId }) => (
        <TextField
          aria-labelledby={labelId}
          value={output.name}
          maxLength={64}
          isInvalid={problem !== null}
          onChange={(name) => edit({ name })}
        />
      )}
    </Field>
  );
}
