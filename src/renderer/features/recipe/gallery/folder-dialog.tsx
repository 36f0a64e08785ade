import { useState } from 'react';
import type { Preset } from '../../../../shared/task/preset.ts';
import { presetsWords } from '../../../../shared/words/areas/presets.ts';
import { recipeWords } from '../../../../shared/words/areas/recipe.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { arrangePreset } from '../preset-verbs.ts';

const longestFolder = 60;

/** Asks in which folder one of a person's own stands. */
export function FolderDialog({ preset, onClose }: { preset: Preset; onClose: () => void }) {
  const [folder, setFolder] = useState(preset.folder ?? '');
  return (
    <Dialog
      title={preset.recipe.name}
      text={presetsWords('folderText')}
      isOpen
      confirmLabel={recipeWords('save')}
      onClose={onClose}
      onConfirm={() => {
        const name = folder.trim();
        void arrangePreset({ id: preset.id, before: null, folder: name === '' ? null : name });
        onClose();
      }}
    >
      <TextField
        aria-label={presetsWords('folder')}
        placeholder={presetsWords('folder')}
        maxLength={longestFolder}
        value={folder}
        onChange={setFolder}
      />
    </Dialog>
  );
}
