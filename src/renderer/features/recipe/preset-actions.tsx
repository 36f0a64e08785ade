import { MoreHorizontal, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Preset } from '../../../shared/task/preset.ts';
import { thumbline } from '../../store/bridge.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-entries.tsx';
import { ask } from '../notices/ask.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { isBuiltIn, useBasePreset } from './base-preset.ts';
import { choosePreset, useDraft } from './draft-store.ts';
import { SavePresetDialog } from './save-preset-dialog.tsx';

async function save(id: string | null, name: string): Promise<void> {
  const saved = await ask(
    thumbline.savePreset({ id, recipe: { ...useDraft.getState().recipe, name } }),
  );
  if (!saved) return;
  useSettings.setState(({ presets }) => ({
    presets: [...presets.filter((preset) => preset.id !== saved.id), saved],
  }));
  choosePreset(saved);
  raiseNotice({ title: `Saved as “${saved.recipe.name}”` });
}

async function removePreset({ id, recipe }: Preset): Promise<void> {
  const result = await thumbline.removePreset(id);
  if (!result.ok) {
    raiseNotice({ title: result.problem.message, isProblem: true });
    return;
  }
  raiseNotice({
    title: `Removed “${recipe.name}”`,
    action: { label: 'Undo', onSelect: () => void ask(thumbline.savePreset({ id: null, recipe })) },
  });
}

export function PresetActions() {
  const [isNaming, setIsNaming] = useState(false);
  const isWhole = useDraft(({ problems }) => Object.keys(problems).length === 0);
  const { base, isEdited } = useBasePreset();
  const own = base && !isBuiltIn(base) ? base : null;
  const entries: MenuEntry[] = [];
  if (own && isEdited) {
    entries.push({
      label: `Save changes to “${own.recipe.name}”`,
      icon: <Save size={15} />,
      isDisabled: !isWhole,
      onSelect: () => void save(own.id, own.recipe.name),
    });
  }
  if (own) {
    entries.push({
      label: `Remove “${own.recipe.name}”`,
      icon: <Trash2 size={15} />,
      isDanger: true,
      onSelect: () => void removePreset(own),
    });
  }
  const confirm = (name: string) => {
    setIsNaming(false);
    void save(null, name);
  };
  return (
    <>
      <Button look="quiet" disabled={!isWhole} onClick={() => setIsNaming(true)}>
        Save as…
      </Button>
      {entries.length > 0 ? (
        <Menu
          align="end"
          trigger={
            <Button look="quiet" shape="icon" aria-label="More about this preset">
              <MoreHorizontal size={16} />
            </Button>
          }
          entries={entries}
        />
      ) : null}
      <SavePresetDialog isOpen={isNaming} onSave={confirm} onClose={() => setIsNaming(false)} />
    </>
  );
}
