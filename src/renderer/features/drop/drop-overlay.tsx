import './drop-overlay.css';
import { useSettings } from '../../store/settings-store.ts';
import { destinationWords } from '../../words/recipe-words.ts';
import { DropScene } from './drop-scene.tsx';

/** What the window shows while files are held over it. */
export function DropOverlay() {
  const recipe = useSettings(({ settings }) => settings.recipe);
  return (
    <div className="drop-overlay" aria-hidden>
      <div className="drop-overlay-frame">
        <DropScene isLifted />
        <h1>Drop to make “{recipe.name}”</h1>
        <p>{destinationWords(recipe.destination)}</p>
      </div>
    </div>
  );
}
