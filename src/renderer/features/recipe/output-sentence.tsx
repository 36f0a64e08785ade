import { Fragment, type ReactNode, useRef } from 'react';
import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { keepTogether } from '../../ui/keep-together.tsx';
import { Slot } from '../../ui/slot.tsx';
import { formatSlotWords, sizeSlotWords } from '../../words/recipe-words.ts';
import { noteDraft } from './draft-store.ts';
import { type Editing, outputFields } from './output-fields.tsx';

/** The fields that a slot opens. */
const sizeFields = ['width', 'fit', 'position'] as const;
const formatFields = ['format', 'quality', 'maxBytes'] as const;

interface OutputSlotProps extends Editing {
  readonly words: string;
  readonly label: string;
  readonly title: string;
  readonly names: readonly (keyof OutputRecipe)[];
  readonly isInvalid: boolean;
}

function OutputSlot({ words, label, title, names, isInvalid, ...editing }: OutputSlotProps) {
  const takeBack = useRef(() => {});
  return (
    <Slot
      words={words}
      label={label}
      title={title}
      isInvalid={isInvalid}
      onOpen={() => (takeBack.current = noteDraft())}
      onCancel={() => takeBack.current()}
    >
      {names.map((name) => (
        <Fragment key={name}>{outputFields[name]?.(editing)}</Fragment>
      ))}
    </Slot>
  );
}

/** "small within 320 × 320 as WebP": what is made, each part of it a slot that opens its fields. */
export function OutputSentence(editing: Editing) {
  const { name } = editing.output;
  const size = sizeSlotWords(editing.output);
  const format = formatSlotWords(editing.output);
  const parts = recipeWords.parts<'outputSentence', ReactNode>('outputSentence', {
    name: (
      <b key="name" title={name}>
        {name}
      </b>
    ),
    size: (
      <OutputSlot
        key="size"
        {...editing}
        words={size}
        label={recipeWords('sizeSlot', { size, name })}
        title={recipeWords('size')}
        names={sizeFields}
        isInvalid={editing.problemOf(null, 'width', 'height', 'longEdge', 'percent') !== null}
      />
    ),
    format: (
      <OutputSlot
        key="format"
        {...editing}
        words={format}
        label={recipeWords('formatSlot', { format, name })}
        title={recipeWords('format')}
        names={formatFields}
        isInvalid={editing.problemOf(...formatFields) !== null}
      />
    ),
  });
  return <p className="output-words">{keepTogether(parts)}</p>;
}
