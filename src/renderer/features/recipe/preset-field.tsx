import { isBuiltIn as isBuiltInId, type Preset } from '../../../shared/task/preset.ts';
import type { Recipe } from '../../../shared/task/recipe.ts';
import { customName } from '../../../shared/task/usual-recipe.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { useSettings } from '../../store/settings-store.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { boxWords } from '../../words/recipe-words.ts';
import { choosePreset, useDraft } from './draft-store.ts';

/** Where the recipe came from, and whether it was changed since. An edited recipe keeps its preset's name. */
export function useBasePreset(): { base: Preset | null; isEdited: boolean } {
  const name = useDraft(({ recipe }) => recipe.name);
  const presetId = useSettings(({ settings }) => settings.presetId);
  const presets = useSettings((settings) => settings.presets);
  const chosen = presets.find(({ id }) => id === presetId);
  if (chosen) return { base: chosen, isEdited: false };
  return { base: presets.find(({ recipe }) => recipe.name === name) ?? null, isEdited: true };
}

export function isBuiltIn(preset: Preset): boolean {
  return isBuiltInId(preset.id);
}

function noteOf({ outputs }: Recipe): string {
  const [only] = outputs;
  return outputs.length === 1 && only
    ? boxWords(only)
    : recipeWords('count', { count: outputs.length });
}

export function PresetField() {
  const presets = useSettings((settings) => settings.presets);
  const { base, isEdited } = useBasePreset();
  const choose = (id: string) => {
    const preset = presets.find((one) => one.id === id);
    if (preset) choosePreset(preset);
  };
  return (
    <Field
      label={recipeWords('preset')}
      hint={
        isEdited && base ? (
          <span className="recipe-edited">
            {recipeWords.parts('edited', {
              reset: (
                <LinkButton key="reset" onClick={() => choosePreset(base)}>
                  {recipeWords('resetTo', { name: base.recipe.name })}
                </LinkButton>
              ),
            })}
          </span>
        ) : undefined
      }
    >
      {({ labelId }) => (
        <Select
          label={recipeWords('preset')}
          labelledBy={labelId}
          value={isEdited ? '' : (base?.id ?? '')}
          shown={isEdited || !base ? customName : `${base.recipe.name}, ${noteOf(base.recipe)}`}
          choices={presets.map(({ id, recipe }) => ({
            value: id,
            label: recipe.name,
            note: noteOf(recipe),
          }))}
          onChange={choose}
        />
      )}
    </Field>
  );
}
