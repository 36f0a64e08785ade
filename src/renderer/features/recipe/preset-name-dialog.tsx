import { useState } from 'react';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';

const longestName = 100;

interface PresetNameDialogProps {
  title: string;
  /** What the field begins with. */
  first: string;
  onConfirm: (name: string) => void;
  onClose: () => void;
}

/** Asks for a name that no preset has. */
export function PresetNameDialog({ title, first, onConfirm, onClose }: PresetNameDialogProps) {
  const [name, setName] = useState(first);
  const presets = useSettings((settings) => settings.presets);
  const trimmed = name.trim();
  const isTaken = trimmed !== first && presets.some(({ recipe }) => recipe.name === trimmed);
  return (
    <Dialog
      title={title}
      text={recipeWords('willListPresetsHereTerminal')}
      isOpen
      confirmLabel={recipeWords('save')}
      canConfirm={trimmed !== '' && !isTaken}
      onClose={onClose}
      onConfirm={() => onConfirm(trimmed)}
    >
      <div className="field">
        <TextField
          aria-label={recipeWords('name')}
          placeholder={recipeWords('name')}
          maxLength={longestName}
          value={name}
          isInvalid={isTaken}
          onChange={setName}
        />
        {isTaken ? <span className="field-error">{recipeWords('presetNameAlready')}</span> : null}
      </div>
    </Dialog>
  );
}
