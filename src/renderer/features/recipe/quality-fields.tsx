import { type Sharpening, sharpenings } from '../../../shared/formats/encoding.ts';
import type { OutputFormat, OutputRecipe } from '../../../shared/task/recipe.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { NumberInput } from '../../ui/number-input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Slider } from '../../ui/slider.tsx';
import { Switch } from '../../ui/switch.tsx';
import { hasOption, usualQuality } from './encoder-options.ts';

const goals = [
  { value: 'quality', label: recipeWords('quality') },
  { value: 'look', label: recipeWords('looksSame') },
] as const;

interface QualityFieldProps {
  output: OutputRecipe;
  onChange: (change: Partial<Pick<OutputRecipe, 'quality' | 'looksSame'>>) => void;
}

/** A quality for all pictures, or for each the lowest that does not show. */
export function QualityField({ output, onChange }: QualityFieldProps) {
  const usual = usualQuality(output.format);
  if (usual === null) return null;
  const { quality, looksSame } = output;
  const isAutomatic = quality === null;
  return (
    <div className="field">
      <Segmented
        label={recipeWords('compression')}
        isTight
        value={looksSame ? 'look' : 'quality'}
        segments={goals}
        onChange={(goal) => onChange({ looksSame: goal === 'look' })}
      />
      {looksSame ? (
        <span className="field-hint">{recipeWords('smallestFileNoVisibleLoss')}</span>
      ) : (
        <>
          <div className="output-quality">
            <span className="field-label">{recipeWords('quality')}</span>
            {isAutomatic ? (
              <output>{recipeWords('automatic')}</output>
            ) : (
              <output>
                {quality} ·{' '}
                <LinkButton onClick={() => onChange({ quality: null })}>
                  {recipeWords('automatic')}
                </LinkButton>
              </output>
            )}
          </div>
          <Slider
            label={recipeWords('quality')}
            value={quality ?? usual}
            min={1}
            max={100}
            isMuted={isAutomatic}
            {...(isAutomatic ? { valueText: recipeWords('automatic') } : {})}
            onChange={(chosen) => onChange({ quality: chosen })}
          />
        </>
      )}
    </div>
  );
}

const largestKilobytes = 100_000;

interface FileSizeFieldProps {
  output: OutputRecipe;
  onChange: (change: Partial<OutputRecipe>) => void;
}

/** What is taken until a file fits. */
function hintFor(format: OutputFormat): string {
  if (hasOption(format, 'quality')) return recipeWords('qualityLoweredUntilFitsElse');
  return hasOption(format, 'palette')
    ? recipeWords('coloursTakenAwayUntilFits')
    : recipeWords('largerFileFails');
}

/** Empty is as large as the quality makes it. */
export function FileSizeField({ output, onChange }: FileSizeFieldProps) {
  if (!hasOption(output.format, 'maxBytes')) return null;
  const { maxBytes } = output;
  return (
    <Field
      label={recipeWords('fileSizeMost')}
      hint={maxBytes === null ? undefined : hintFor(output.format)}
    >
      {() => (
        <>
          <NumberInput
            label={recipeWords('fileSizeMost')}
            unit="KB"
            value={maxBytes === null ? null : Math.max(1, Math.round(maxBytes / 1000))}
            min={1}
            max={largestKilobytes}
            placeholder={recipeWords('any')}
            onChange={(kilobytes) =>
              onChange(
                kilobytes === null
                  ? { maxBytes: null, mayShrink: false }
                  : { maxBytes: kilobytes * 1000 },
              )
            }
          />
          {maxBytes === null ? null : (
            <Switch
              label={recipeWords('fewerPixelsRatherThanFailing')}
              isOn={output.mayShrink}
              onChange={(mayShrink) => onChange({ mayShrink })}
            />
          )}
        </>
      )}
    </Field>
  );
}

const words: Readonly<Record<Sharpening, string>> = {
  none: recipeWords('none'),
  soft: recipeWords('soft'),
  strong: recipeWords('strong'),
};

interface SharpenFieldProps {
  value: Sharpening;
  onChange: (sharpen: Sharpening) => void;
}

export function SharpenField({ value, onChange }: SharpenFieldProps) {
  return (
    <Field label={recipeWords('sharpenAfterShrinking')}>
      {() => (
        <Segmented
          label={recipeWords('sharpenAfterShrinking')}
          isTight
          value={value}
          segments={sharpenings.map((one) => ({ value: one, label: words[one] }))}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
