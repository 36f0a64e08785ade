import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import { boxWords, outputFormatWords } from '../../words/recipe-words.ts';
import { openOutput, useDraft } from './draft-store.ts';
import { OutputEditor } from './output-editor.tsx';

interface OutputItemProps {
  output: OutputRecipe;
  index: number;
  isOnly: boolean;
}

export function OutputItem({ output, index, isOnly }: OutputItemProps) {
  const editorId = useId();
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
      <button
        type="button"
        className="output-head"
        aria-expanded={isOpen}
        aria-controls={isOpen ? editorId : undefined}
        onClick={() => openOutput(isOpen ? null : index)}
      >
        <span className="output-words">
          <b title={output.name}>{output.name}</b>
          <span>{boxWords(output)}</span>
          <span className="output-format">{outputFormatWords(output)}</span>
        </span>
        <ChevronDown size={14} aria-hidden />
      </button>
      {isOpen ? (
        <div id={editorId}>
          <OutputEditor output={output} index={index} isOnly={isOnly} />
        </div>
      ) : null}
    </div>
  );
}
