import './recipe.css';
import { PanelRightClose } from 'lucide-react';
import { type ReactNode, useDeferredValue } from 'react';
import { changeSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { RecipePanel } from './recipe-panel.tsx';

interface RecipeSideProps {
  isPinned: boolean;
  /** What can be done with the recipe, at its lower end. */
  foot: ReactNode;
}

/** The recipe beside the queue; on narrow windows a sheet. The panel is drawn after the rows: its fields cost as much as they. */
export function RecipeSide({ isPinned, foot }: RecipeSideProps) {
  const isSheetOpen = useView((view) => view.isRecipeSheetOpen);
  const showSheet = useView((view) => view.showRecipeSheet);
  const isDrawn = useDeferredValue(true, false);
  return (
    <>
      {isPinned ? (
        <aside className="recipe-side" aria-label="Recipe">
          {isDrawn ? (
            <RecipePanel
              closer={<HideButton onClick={() => void changeSettings({ showsRecipe: false })} />}
              foot={foot}
            />
          ) : null}
        </aside>
      ) : null}
      <Sheet label="Recipe" isOpen={isSheetOpen} onClose={() => showSheet(false)}>
        <RecipePanel closer={<HideButton onClick={() => showSheet(false)} />} foot={foot} />
      </Sheet>
    </>
  );
}

function HideButton({ onClick }: { onClick: () => void }) {
  return <IconButton label="Hide recipe" icon={<PanelRightClose size={16} />} onClick={onClick} />;
}
