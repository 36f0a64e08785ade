import { DirectionProvider } from '@base-ui/react/direction-provider';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { type ReactNode, useState } from 'react';
import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import { ninePoints } from '../../../shared/task/nine-points.ts';
import type { OutputRecipe, Position } from '../../../shared/task/recipe.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { useTask } from '../../store/queue-store.ts';
import { Field } from '../../ui/field.tsx';
import { Landscape } from '../../ui/landscape.tsx';
import { PointPad } from '../../ui/point-pad.tsx';
import { positionWords } from '../../words/recipe-words.ts';
import { sourcePageUrl } from '../tasks/task-picture.tsx';
import { useDraft } from './draft-store.ts';
import { usePreviewedTaskId } from './use-preview.ts';

interface PositionGroupProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  /** Choices beside the nine points. */
  children?: ReactNode;
}

/** The nine points of a picture as radio buttons. Pictures are not mirrored, so left stays on the left, for arrow keys, too. */
export function PositionGroup<Value extends string>(props: PositionGroupProps<Value>) {
  const { label, value, onChange, children } = props;
  return (
    <DirectionProvider direction="ltr">
      <RadioGroup<Value>
        aria-label={label}
        className="output-position"
        value={value}
        onValueChange={onChange}
      >
        <div className="output-position-grid">
          {ninePoints.map((point) => (
            <Radio.Root
              key={point}
              value={point}
              aria-label={positionWords[point]}
              title={positionWords[point]}
            />
          ))}
        </div>
        {children}
      </RadioGroup>
    </DirectionProvider>
  );
}

interface FocalFieldProps {
  point: FocalPoint;
  onChange: (point: FocalPoint) => void;
}

/** The point to keep, on the picture that the preview shows; without one, on a drawing. */
function FocalField({ point, onChange }: FocalFieldProps) {
  const task = useTask(usePreviewedTaskId());
  const page = useDraft(({ recipe }) => recipe.page);
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  const url = task === undefined ? null : sourcePageUrl(task, page);
  return (
    <div className="output-focal">
      <PointPad label={recipeWords('pointKeep')} point={point} onChange={onChange}>
        {url !== null && url !== brokenUrl ? (
          <img src={url} alt="" draggable={false} onError={() => setBrokenUrl(url)} />
        ) : (
          <Landscape light="noon" className="output-focal-drawing" />
        )}
      </PointPad>
    </div>
  );
}

/** What the picture itself decides, or a point chosen by hand. */
const choices = ['attention', 'entropy', 'point'] as const;
type Choice = Position | 'point';

const words: Readonly<Record<Choice, string>> = {
  ...positionWords,
  point: recipeWords('pointYouChoose'),
};
const middle = { x: 0.5, y: 0.5 };

interface PositionFieldProps {
  output: OutputRecipe;
  onChange: (change: Partial<OutputRecipe>) => void;
}

/** What is kept when the picture is cut, or where it stands when it is padded. */
export function PositionField({ output, onChange }: PositionFieldProps) {
  if (output.fit !== 'cover' && output.fit !== 'contain') return null;
  const isCut = output.fit === 'cover';
  const label = isCut ? recipeWords('keep') : recipeWords('placeAt');
  const chosen: Choice = isCut && output.focalPoint !== null ? 'point' : output.position;
  const choose = (choice: Choice) =>
    onChange(choice === 'point' ? { focalPoint: middle } : { position: choice, focalPoint: null });
  return (
    <Field label={label} hint={words[chosen]}>
      {() => (
        <>
          <PositionGroup<Choice> label={label} value={chosen} onChange={choose}>
            {isCut ? (
              <div className="output-position-smart">
                {choices.map((choice) => (
                  <Radio.Root key={choice} value={choice} aria-label={words[choice]}>
                    {words[choice]}
                  </Radio.Root>
                ))}
              </div>
            ) : null}
          </PositionGroup>
          {isCut && output.focalPoint !== null ? (
            <FocalField
              point={output.focalPoint}
              onChange={(focalPoint) => onChange({ focalPoint })}
            />
          ) : null}
        </>
      )}
    </Field>
  );
}
