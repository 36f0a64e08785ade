import './recipe.css';
import { SlidersHorizontal } from 'lucide-react';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { Button } from '../../ui/button.tsx';

/** Needed where the panel is hidden, or where there is no room for it. */
export function RecipeOpener() {
  const showsRecipe = useSettings(({ settings }) => settings.showsRecipe);
  const showSheet = useView((view) => view.showRecipeSheet);
  const open = () => {
    if (window.matchMedia('(width < 900px)').matches) showSheet(true);
    else void changeSettings({ showsRecipe: true });
  };
  return (
    <Button className="recipe-opener" data-needed={showsRecipe ? undefined : ''} onClick={open}>
      <SlidersHorizontal size={14} aria-hidden /> Recipe
    </Button>
  );
}
