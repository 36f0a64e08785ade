import {
  desktopOutput,
  type DesktopSize,
  desktopSizeNames,
  desktopSizes,
} from '../../../shared/task/desktop-thumbnails.ts';
import { OutputRecipe } from '../../../shared/task/recipe.ts';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { desktopSizeWords } from '../../words/recipe-words.ts';
import { editRecipe, useDraft } from './draft-store.ts';

/** In place of the outputs: the desktop says how large its thumbnails are, a person which of them are made. */
export function DesktopSizesField() {
  const outputs = useDraft(({ recipe }) => recipe.outputs);
  const find = (name: DesktopSize) => outputs.find((output) => output.name === name);
  const change = (changed: DesktopSize, isOn: boolean) => {
    const wanted = desktopSizeNames.filter((name) => (name === changed ? isOn : find(name)));
    if (wanted.length === 0) return;
    editRecipe({
      outputs: wanted.map((name) => find(name) ?? OutputRecipe.parse(desktopOutput(name))),
    });
  };
  return (
    <Field label="Sizes, one decode" hint="At least one; the desktop names the files.">
      {() =>
        desktopSizeNames.map((name) => (
          <Switch
            key={name}
            label={`${desktopSizeWords[name]}, ${desktopSizes[name]} px`}
            isOn={find(name) !== undefined}
            onChange={(isOn) => change(name, isOn)}
          />
        ))
      }
    </Field>
  );
}
