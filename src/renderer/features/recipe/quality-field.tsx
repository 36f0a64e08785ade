import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Slider } from '../../ui/slider.tsx';
import { usualQuality } from './encoder-options.ts';

interface QualityFieldProps {
  output: OutputRecipe;
  onChange: (quality: number | null) => void;
}

export function QualityField({ output, onChange }: QualityFieldProps) {
  const usual = usualQuality(output.format);
  if (usual === null) return null;
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
