import { formats } from '../../../shared/formats/formats.ts';
import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import { LinkButton } from '../../ui/button.tsx';

interface BackgroundFieldProps {
  output: OutputRecipe;
  onChange: (background: string | null) => void;
}

/** Where it can be seen: behind padding, and behind alpha that the format cannot hold. */
export function BackgroundField({ output, onChange }: BackgroundFieldProps) {
  const isFlattened = output.format !== 'same' && !formats[output.format].writes.alpha;
  if (output.fit !== 'contain' && !isFlattened && output.background === null) return null;
  const automatic = isFlattened ? 'White' : 'Transparent where possible';
  return (
    <div className="switch-row">
      <span>Background</span>
      <span className="recipe-edited">
        {output.background === null ? (
          automatic
        ) : (
          <LinkButton onClick={() => onChange(null)}>{automatic}</LinkButton>
        )}
        <input
          type="color"
          className="output-colour"
          aria-label="Background colour"
          value={(output.background ?? '#ffffff').slice(0, 7)}
          onChange={(event) => onChange(event.target.value)}
        />
      </span>
    </div>
  );
}
