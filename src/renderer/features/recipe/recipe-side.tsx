import './recipe.css';
import { PanelRightClose, SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useDeferredValue } from 'react';
import { thumbline } from '../../store/bridge.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { laterPart } from '../../ui/later-part.tsx';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';

const RecipePanel = laterPart(async () => (await import('./recipe-panel.tsx')).RecipePanel);

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
        <aside className="recipe-side" aria-label={recipeWords('recipe')}>
          {isDrawn ? (
            <RecipePanel
              closer={<HideButton onClick={() => void changeSettings({ showsRecipe: false })} />}
              foot={foot}
            />
          ) : null}
        </aside>
      ) : null}
      <Sheet label={recipeWords('recipe')} isOpen={isSheetOpen} onClose={() => showSheet(false)}>
        <RecipePanel closer={<HideButton onClick={() => showSheet(false)} />} foot={foot} />
      </Sheet>
    </>
  );
}

function HideButton({ onClick }: { onClick: () => void }) {
  return (
    <IconButton
      label={recipeWords('hideRecipe')}
      icon={<PanelRightClose size={16} />}
      onClick={onClick}
    />
  );
}

/** Needed where the panel is hidden, or where there is no room for it. */
export function RecipeOpener() {
  const showsRecipe = useSettings(({ settings }) => settings.showsRecipe);
  const showSheet = useView((view) => view.showRecipeSheet);
  const open = () => {
    if (window.matchMedia('(width < 1000px)').matches) showSheet(true);
    else void changeSettings({ showsRecipe: true });
  };
  if (!thumbline.can.changes) return null;
  return (
    <Button className="recipe-opener" data-needed={showsRecipe ? undefined : ''} onClick={open}>
      <SlidersHorizontal size={14} aria-hidden /> {recipeWords('recipe')}
    </Button>
  );
}
