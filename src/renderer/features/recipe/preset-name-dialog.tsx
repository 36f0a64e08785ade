import { useState } from 'react';
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

export function PresetNameDialog({ title, first, onConfirm, onClose }: PresetNameDialogProps) {
  const [name, setName] = useState(first);
  const presets = useSettings((settings) => settings.presets);
  const trimmed = name.trim();
  const isTaken = trimmed !== first && presets.some(({ recipe }) => recipe.name === trimmed);
  return (
    <Dialog
      title={title}
      text="It will be in the list of presets, here and in the terminal."
      isOpen
      confirmLabel="Save"
      canConfirm={trimmed !== '' && !isTaken}
      onClose={onClose}
      onConfirm={() => onConfirm(trimmed)}
    >
      <div className="field">
        <TextField
          aria-label="Name"
          placeholder="Name"
          maxLength={longestName}
          value={name}
          isInvalid={isTaken}
          onChange={setName}
        />
        {isTaken ? (
          <span className="field-error">There is a preset of that name already.</span>
        ) : null}
      </div>
    </Dialog>
  );
}
