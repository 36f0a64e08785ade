import './empty-queue.css';
import './drop-scene.css';
import { FolderPlus, ImagePlus } from 'lucide-react';
import { thumbline } from '../../store/bridge.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Landscape } from '../../ui/landscape.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { destinationWords, serviceWords } from '../../words/recipe-words.ts';
import { addChosenFiles, addChosenFolder, addSamples } from '../adding/add-files.ts';
import { planChosenFiles, planChosenFolder } from '../plan/plan-store.ts';
import { RecipeOpener } from '../recipe/recipe-side.tsx';

/** Three pictures fanned out; lifted while something is about to be dropped. */
export function DropScene({ isLifted = false }: { isLifted?: boolean }) {
  return (
    <div className="drop-scene" data-lifted={isLifted ? '' : undefined} aria-hidden>
      <div className="drop-scene-card">
        <Landscape light="dawn" />
      </div>
      <div className="drop-scene-card">
        <Landscape light="dusk" />
      </div>
      <div className="drop-scene-card">
        <Landscape light="noon" />
      </div>
    </div>
  );
}

const planFirst: readonly MenuEntry[] = [
  {
    label: 'Choose files…',
    icon: <ImagePlus size={15} />,
    onSelect: () => void planChosenFiles(),
  },
  {
    label: 'Choose folder…',
    icon: <FolderPlus size={15} />,
    onSelect: () => void planChosenFolder(),
  },
];

/** The first lesson: what to drop, where results go, that originals are safe. */
export function EmptyQueue() {
  const hasSamples = useSettings(({ facts }) => facts?.hasSamples ?? false);
  const destination = useSettings(({ settings }) => settings.recipe.destination);
  return (
    <div className="empty-queue">
      <div className="empty-queue-corner">
        <RecipeOpener />
      </div>
      <div className="empty-queue-target">
        <DropScene />
        <h1>Drop images or folders</h1>
        <p>
          {thumbline.can.destination ? destinationWords(destination) : serviceWords}
          <br />
          Originals are never touched.
        </p>
        <div className="empty-queue-buttons">
          <Button look="primary" aria-label="Choose files" onClick={() => void addChosenFiles()}>
            Choose files…
          </Button>
          <Button aria-label="Choose folder" onClick={() => void addChosenFolder()}>
            Choose folder…
          </Button>
        </div>
      </div>
      <div className="empty-queue-hint">
        <p>or paste copied pictures</p>
        {thumbline.can.plans ? (
          <Menu trigger={<LinkButton>See the plan first</LinkButton>} entries={planFirst} />
        ) : null}
        {hasSamples ? (
          <LinkButton onClick={() => void addSamples()}>Try it with the sample pictures</LinkButton>
        ) : null}
      </div>
    </div>
  );
}
