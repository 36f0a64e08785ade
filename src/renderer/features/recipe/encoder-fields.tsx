import { slowestEffort } from '../../../shared/formats/encoding.ts';
import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Field } from '../../ui/field.tsx';
import { NumberInput } from '../../ui/number-input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';
import { changedOptionCount, hasAdvancedOptions, hasOption } from './encoder-options.ts';

const chromas = [
  { value: 'usual', label: recipeWords('automatic') },
  { value: '4:2:0', label: '4:2:0' },
  { value: '4:4:4', label: '4:4:4' },
] as const;

const spaces = [
  { value: 'srgb', label: 'sRGB' },
  { value: 'display-p3', label: recipeWords('displayP3') },
] as const;

interface EncoderFieldsProps {
  output: OutputRecipe;
  onChange: (change: Partial<OutputRecipe>) => void;
}

/** What few people need; only what the format has is there. */
export function EncoderFields({ output, onChange }: EncoderFieldsProps) {
  if (!hasAdvancedOptions(output.format)) return null;
  const changed = changedOptionCount(output);
  const has = (option: Parameters<typeof hasOption>[1]) => hasOption(output.format, option);
  return (
    <Disclosure
      label={recipeWords('advanced')}
      note={changed > 0 ? recipeWords('changedChanged', { changed }) : ''}
    >
      {has('animation') ? (
        <Switch
          label={recipeWords('keepAnimationsMoving')}
          isOn={output.animation === 'keep'}
          onChange={(isOn) => onChange({ animation: isOn ? 'keep' : 'first' })}
        />
      ) : null}
      {has('progressive') ? (
        <Switch
          label={recipeWords('progressive')}
          isOn={output.progressive}
          onChange={(progressive) => onChange({ progressive })}
        />
      ) : null}
      {has('lossless') ? (
        <Switch
          label={recipeWords('lossless')}
          isOn={output.lossless}
          onChange={(lossless) => onChange({ lossless })}
        />
      ) : null}
      {has('chroma') ? (
        <div className="field">
          <span className="field-label">{recipeWords('colourDetail')}</span>
          <Segmented
            label={recipeWords('colourDetail')}
            isTight
            value={output.chroma ?? 'usual'}
            segments={chromas}
            onChange={(chosen) => onChange({ chroma: chosen === 'usual' ? null : chosen })}
          />
        </div>
      ) : null}
      {has('colourSpace') ? (
        <Field label={recipeWords('colourSpace')} hint={recipeWords('displayP3KeepsVividColours')}>
          {() => (
            <Segmented
              label={recipeWords('colourSpace')}
              isTight
              value={output.colourSpace}
              segments={spaces}
              onChange={(colourSpace) => onChange({ colourSpace })}
            />
          )}
        </Field>
      ) : null}
      {has('effort') ? (
        <LabelledNumber
          label={recipeWords('effort')}
          hint={recipeWords('of0Fast9SmallFiles')}
          value={output.effort}
          range={[0, slowestEffort]}
          onChange={(effort) => onChange({ effort })}
        />
      ) : null}
      {has('palette') ? (
        <LabelledNumber
          label={recipeWords('coloursMost')}
          hint={recipeWords('of2256PNGGIF')}
          value={output.palette}
          range={[2, 256]}
          onChange={(palette) => onChange({ palette })}
        />
      ) : null}
    </Disclosure>
  );
}

interface LabelledNumberProps {
  label: string;
  hint: string;
  value: number | null;
  range: readonly [number, number];
  onChange: (value: number | null) => void;
}

function LabelledNumber({ label, hint, value, range, onChange }: LabelledNumberProps) {
  return (
    <div className="recipe-number">
      <span>
        {label}
        <span className="field-hint">{hint}</span>
      </span>
      <NumberInput
        label={label}
        value={value}
        min={range[0]}
        max={range[1]}
        placeholder={recipeWords('auto')}
        onChange={onChange}
      />
    </div>
  );
}
