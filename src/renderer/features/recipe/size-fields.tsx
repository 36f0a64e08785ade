import { useState } from 'react';
import { formats } from '../../../shared/formats/formats.ts';
import { type Fit, largestEdge, type OutputRecipe } from '../../../shared/task/recipe.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { NumberInput } from '../../ui/number-input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { fitWords, sizeKindWords } from '../../words/recipe-words.ts';
import { sizeInKind, type SizeKind, sizeKindOf, sizeKinds, suitsKind } from './output-edits.ts';

interface SizeFieldProps {
  output: OutputRecipe;
  problem: string | null;
  onChange: (change: Partial<OutputRecipe>) => void;
}

/** The kind stays as it was chosen while a number is being typed anew. */
export function SizeField({ output, problem, onChange }: SizeFieldProps) {
  const [chosen, setChosen] = useState<SizeKind>(() => sizeKindOf(output));
  const kind = suitsKind(output, chosen) ? chosen : sizeKindOf(output);
  const choose = (wanted: SizeKind) => {
    setChosen(wanted);
    onChange(sizeInKind(output, wanted));
  };
  return (
    <Field label={recipeWords('size')} error={problem} hint={sizeKindWords[kind].hint}>
      {() => (
        <>
          <Segmented
            label={recipeWords('sizeGiven')}
            isTight
            value={kind}
            segments={sizeKinds.map((value) => ({ value, label: sizeKindWords[value].label }))}
            onChange={choose}
          />
          <SizeInputs kind={kind} output={output} onChange={onChange} />
        </>
      )}
    </Field>
  );
}

type SizeInputsProps = Omit<SizeFieldProps, 'problem'> & { kind: SizeKind };

function SizeInputs({ kind, output, onChange }: SizeInputsProps) {
  if (kind === 'percent') {
    return (
      <NumberInput
        label={recipeWords('percent')}
        unit="%"
        value={output.percent}
        min={1}
        max={1000}
        onChange={(percent) => onChange({ percent })}
      />
    );
  }
  const edges = kind === 'box' ? (['width', 'height'] as const) : ([kind] as const);
  return (
    <div className="recipe-row">
      {edges.map((edge) => (
        <NumberInput
          key={edge}
          label={sizeKindWords[edge].label}
          unit={edges.length === 1 ? 'px' : ''}
          value={output[edge]}
          min={1}
          max={largestEdge}
          placeholder={kind === 'box' ? recipeWords('any') : ''}
          onChange={(value) => onChange({ [edge]: value })}
        />
      ))}
    </div>
  );
}

interface FitFieldProps {
  value: Fit;
  fits: readonly Fit[];
  onChange: (fit: Fit) => void;
}

export function FitField({ value, fits, onChange }: FitFieldProps) {
  return (
    <Field label={recipeWords('fit')} hint={fitWords[value].hint}>
      {() => (
        <Segmented
          label={recipeWords('fit')}
          isTight
          value={value}
          segments={fits.map((fit) => ({ value: fit, label: fitWords[fit].label }))}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

interface BackgroundFieldProps {
  output: OutputRecipe;
  onChange: (background: string | null) => void;
}

/** Where it can be seen: behind padding, and behind alpha that the format cannot hold. */
export function BackgroundField({ output, onChange }: BackgroundFieldProps) {
  const isFlattened = output.format !== 'same' && !formats[output.format].writes.alpha;
  if (output.fit !== 'contain' && !isFlattened && output.background === null) return null;
  const automatic = isFlattened ? recipeWords('white') : recipeWords('transparentWherePossible');
  return (
    <div className="switch-row">
      <span>{recipeWords('background')}</span>
      <span className="recipe-edited">
        {output.background === null ? (
          automatic
        ) : (
          <LinkButton onClick={() => onChange(null)}>{automatic}</LinkButton>
        )}
        <input
          type="color"
          className="output-colour"
          aria-label={recipeWords('backgroundColour')}
          value={(output.background ?? '#ffffff').slice(0, 7)}
          onChange={(event) => onChange(event.target.value)}
        />
      </span>
    </div>
  );
}
