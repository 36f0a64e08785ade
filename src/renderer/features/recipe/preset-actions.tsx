import { FileDown, MoreHorizontal, Pencil, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Preset } from '../../../shared/task/preset.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { useDraft } from './draft-store.ts';
import { isBuiltIn, useBasePreset } from './preset-field.tsx';
import { PresetNameDialog } from './preset-name-dialog.tsx';
import { sharedEntries } from './shared-entries.tsx';
import { importPresets, removePreset, savePreset } from './preset-verbs.ts';

/** Which preset is about to get a name: a new one, or one of one's own. */
type Naming = { readonly kind: 'new' } | { readonly kind: 'rename'; readonly preset: Preset };

function ownEntries(
  own: Preset,
  { canSave, onRename }: { canSave: boolean; onRename: () => void },
): readonly MenuEntry[] {
  const { name } = own.recipe;
  return [
    {
      label: recipeWords('saveChangesName', { name }),
      icon: <Save size={15} />,
      isDisabled: !canSave,
      onSelect: () => void savePreset(own.id, name),
    },
    {
      label: recipeWords('rename'),
      icon: <Pencil size={15} />,
      isDisabled: canSave,
      onSelect: onRename,
    },
    'separator',
    {
      label: recipeWords('removeName', { name }),
      icon: <Trash2 size={15} />,
      isDanger: true,
      onSelect: () => void removePreset(own),
    },
  ];
}

export function PresetActions() {
  const [naming, setNaming] = useState<Naming | null>(null);
  const isWhole = useDraft(({ problems }) => Object.keys(problems).length === 0);
  const { base, isEdited } = useBasePreset();
  const own = base && !isBuiltIn(base) ? base : null;
  const entries: MenuEntry[] = [
    ...(base && !isEdited ? sharedEntries(base) : []),
    {
      label: recipeWords('import'),
      icon: <FileDown size={15} />,
      onSelect: () => void importPresets(),
    },
  ];
  if (own) {
    const onRename = () => setNaming({ kind: 'rename', preset: own });
    entries.push('separator', ...ownEntries(own, { canSave: isWhole && isEdited, onRename }));
  }
  const confirm = (chosen: string) => {
    void savePreset(naming?.kind === 'rename' ? naming.preset.id : null, chosen);
    setNaming(null);
  };
  return (
    <>
      <Button look="quiet" disabled={!isWhole} onClick={() => setNaming({ kind: 'new' })}>
        {recipeWords('saveAs')}
      </Button>
      <Menu
        align="end"
        trigger={
          <Button look="quiet" shape="icon" aria-label={recipeWords('moreAboutPresets')}>
            <MoreHorizontal size={16} />
          </Button>
        }
        entries={entries}
      />
      {naming ? (
        <PresetNameDialog
          title={naming.kind === 'new' ? recipeWords('savePreset') : recipeWords('renamePreset')}
          first={naming.kind === 'new' ? '' : naming.preset.recipe.name}
          onConfirm={confirm}
          onClose={() => setNaming(null)}
        />
      ) : null}
    </>
  );
}
