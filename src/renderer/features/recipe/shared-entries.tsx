import { Copy, FileUp } from 'lucide-react';
import type { Preset } from '../../../shared/task/preset.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { duplicatePreset, exportPreset } from './preset-verbs.ts';

/** What can be done with any preset as it is. */
export function sharedEntries(preset: Preset): readonly MenuEntry[] {
  return [
    {
      label: recipeWords('duplicate'),
      icon: <Copy size={15} />,
      onSelect: () => void duplicatePreset(preset),
    },
    {
      label: recipeWords('export'),
      icon: <FileUp size={15} />,
      onSelect: () => void exportPreset(preset),
    },
  ];
}
