import { useSettings } from '../../store/settings-store.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { plural } from '../../../shared/words/numbers.ts';
import { boxWords } from '../../words/recipe-words.ts';
import { customName, type Recipe } from '../../../shared/task/recipe.ts';
import { useBasePreset } from './base-preset.ts';
import { choosePreset } from './draft-store.ts';

function noteOf({ outputs }: Recipe): string {
  const [only] = outputs;
  return outputs.length === 1 && only ? boxWords(only) : plural(outputs.length, 'output');
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
      label="Preset"
      hint={
        isEdited && base ? (
          <span className="recipe-edited">
            Edited ·{' '}
            <LinkButton onClick={() => choosePreset(base)}>
              Reset to “{base.recipe.name}”
            </LinkButton>
          </span>
        ) : undefined
      }
    >
      {({ labelId }) => (
        <Select
          label="Preset"
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
