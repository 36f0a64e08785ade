import './drop-overlay.css';
import { ListChecks } from 'lucide-react';
import { thumbline } from '../../store/bridge.ts';
import { useSettings } from '../../store/settings-store.ts';
import { destinationWords, serviceWords } from '../../words/recipe-words.ts';
import type { DropZone } from './use-file-drop.ts';
import { DropScene } from './drop-scene.tsx';

/** What the window shows while files are held over it. */
export function DropOverlay({ zone }: { zone: DropZone }) {
  const recipe = useSettings(({ settings }) => settings.recipe);
  return (
    <div className="drop-overlay" aria-hidden>
      <div className="drop-overlay-frame" data-over={zone === 'start' ? '' : undefined}>
        <DropScene isLifted />
        <h1>Drop to make “{recipe.name}”</h1>
        <p>{thumbline.can.destination ? destinationWords(recipe.destination) : serviceWords}</p>
      </div>
      {thumbline.can.plans ? (
        <div className="drop-overlay-plan" data-over={zone === 'plan' ? '' : undefined}>
          <ListChecks size={18} />
          Drop here to see the plan first
        </div>
      ) : null}
    </div>
  );
}
