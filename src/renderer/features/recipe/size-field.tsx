import { useState } from 'react';
import { largestEdge, type OutputRecipe } from '../../../shared/task/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { NumberInput } from '../../ui/number-input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { sizeKindWords } from '../../words/recipe-words.ts';
import { sizeInKind, type SizeKind, sizeKindOf, sizeKinds, suitsKind } from './size-kind.ts';

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
    <Field label="Size" error={problem} hint={sizeKindWords[kind].hint}>
      {() => (
        <>
          <Segmented
            label="Size is given as"
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
        label="Percent"
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
          placeholder={kind === 'box' ? 'Any' : ''}
          onChange={(value) => onChange({ [edge]: value })}
        />
      ))}
    </div>
  );
}
