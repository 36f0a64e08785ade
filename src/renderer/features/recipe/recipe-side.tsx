import './recipe.css';
import { PanelRightClose } from 'lucide-react';
import { changeSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { RecipePanel } from './recipe-panel.tsx';

/** The recipe beside the queue; on narrow windows a sheet. */
export function RecipeSide({ isPinned }: { isPinned: boolean }) {
  const isSheetOpen = useView((view) => view.isRecipeSheetOpen);
  const showSheet = useView((view) => view.showRecipeSheet);
  return (
    <>
      {isPinned ? (
        <aside className="recipe-side" aria-label="Recipe">
          <RecipePanel
            closer={<HideButton onClick={() => void changeSettings({ showsRecipe: false })} />}
          />
        </aside>
      ) : null}
      <Sheet label="Recipe" isOpen={isSheetOpen} onClose={() => showSheet(false)}>
        <RecipePanel closer={<HideButton onClick={() => showSheet(false)} />} />
      </Sheet>
    </>
  );
}

function HideButton({ onClick }: { onClick: () => void }) {
  return <IconButton label="Hide recipe" icon={<PanelRightClose size={16} />} onClick={onClick} />;
}
