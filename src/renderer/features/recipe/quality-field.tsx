import type { OutputFormat, OutputRecipe } from '../../../shared/task/recipe.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Slider } from '../../ui/slider.tsx';

/** Where the slider stands while the format's own default is used. Formats without one have no quality. */
const usualQuality: Readonly<Partial<Record<OutputFormat, number>>> = {
  same: 80,
  jpeg: 80,
  webp: 80,
  avif: 50,
  tiff: 80,
};

interface QualityFieldProps {
  output: OutputRecipe;
  onChange: (quality: number | null) => void;
}

export function QualityField({ output, onChange }: QualityFieldProps) {
  const usual = usualQuality[output.format];
  if (usual === undefined) return null;
  const isAutomatic = output.quality === null;
  return (
    <div className="field">
      <div className="output-quality">
        <span className="field-label">Quality</span>
        {isAutomatic ? (
          <output>Automatic</output>
        ) : (
          <output>
            {output.quality} · <LinkButton onClick={() => onChange(null)}>Automatic</LinkButton>
          </output>
        )}
      </div>
      <Slider
        label="Quality"
        value={output.quality ?? usual}
        min={1}
        max={100}
        isMuted={isAutomatic}
        {...(isAutomatic ? { valueText: 'Automatic' } : {})}
        onChange={onChange}
      />
    </div>
  );
}
