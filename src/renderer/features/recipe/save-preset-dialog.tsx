import { useState } from 'react';
import { useSettings } from '../../store/settings-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';

const longestName = 100;

interface SavePresetDialogProps {
  isOpen: boolean;
  onSave: (name: string) => void;
  onClose: () => void;
}

export function SavePresetDialog({ isOpen, onSave, onClose }: SavePresetDialogProps) {
  const [name, setName] = useState('');
  const presets = useSettings((settings) => settings.presets);
  const trimmed = name.trim();
  const isTaken = presets.some(({ recipe }) => recipe.name === trimmed);
  return (
    <Dialog
      title="Save as a preset"
      text="It will be in the list of presets, here and in the terminal."
      isOpen={isOpen}
      confirmLabel="Save"
      canConfirm={trimmed !== '' && !isTaken}
      onClose={onClose}
      onConfirm={() => {
        onSave(trimmed);
        setName('');
      }}
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
