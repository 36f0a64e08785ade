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
import { dropWords } from '../../../shared/words/areas/drop.ts';

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
    label: dropWords('chooseFiles'),
    icon: <ImagePlus size={15} />,
    onSelect: () => void planChosenFiles(),
  },
  {
    label: dropWords('chooseFolder'),
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
        <h1>{dropWords('dropImagesOrFolders')}</h1>
        <p>
          {thumbline.can.destination ? destinationWords(destination) : serviceWords}
          <br />
          {dropWords('originalsNeverTouched')}
        </p>
        <div className="empty-queue-buttons">
          <Button
            look="primary"
            aria-label={dropWords('chooseFiles2')}
            onClick={() => void addChosenFiles()}
          >
            {dropWords('chooseFiles')}
          </Button>
          <Button aria-label={dropWords('chooseFolder2')} onClick={() => void addChosenFolder()}>
            {dropWords('chooseFolder')}
          </Button>
        </div>
      </div>
      <div className="empty-queue-hint">
        <p>{dropWords('orPasteCopiedPictures')}</p>
        {thumbline.can.plans ? (
          <Menu
            trigger={<LinkButton>{dropWords('seePlanFirst')}</LinkButton>}
            entries={planFirst}
          />
        ) : null}
        {hasSamples ? (
          <LinkButton onClick={() => void addSamples()}>
            {dropWords('trySamplePictures')}
          </LinkButton>
        ) : null}
      </div>
    </div>
  );
}
