import './empty-queue.css';
import './drop-scene.css';
import { FolderPlus, FolderSync, ImagePlus, ListChecks, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { openSetting } from '../../store/overlay-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useWatched } from '../../store/watch-store.ts';
import { Button } from '../../ui/button.tsx';
import { Landscape } from '../../ui/landscape.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { destinationWords, serviceWords } from '../../words/recipe-words.ts';
import { addChosenFiles, addChosenFolder, addSamples } from '../adding/add-files.ts';
import { planChosenFiles, planChosenFolder } from '../plan/plan-store.ts';
import { describePreset } from '../recipe/gallery/describe-preset.ts';
import { useGallery } from '../recipe/gallery/use-gallery.tsx';
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

/** Whether pictures stay here: a service, or a server that was chosen, gets them. */
function useStaysHere(): boolean {
  const usesServer = useSettings(({ settings }) => settings.usesServer);
  return thumbline.can.destination && !usesServer;
}

/** The first lesson: what to drop, where results go, that originals are safe. */
export function EmptyQueue() {
  const destination = useSettings(({ settings }) => settings.recipe.destination);
  const staysHere = useStaysHere();
  if (!thumbline.can.changes) {
    return (
      <div className="empty-queue">
        <div className="empty-queue-target">
          <DropScene />
          <div className="empty-queue-lesson">
            <h1>{dropWords('nothingToSee')}</h1>
            <p>{dropWords('tokenOnlyLooks')}</p>
          </div>
        </div>
      </div>
    );
  }
  return (
    <div className="empty-queue">
      <div className="empty-queue-corner">
        <RecipeOpener />
      </div>
      <div className="empty-queue-target">
        <DropScene />
        <div className="empty-queue-lesson">
          <h1>{dropWords('dropImagesOrFolders')}</h1>
          <p>
            {thumbline.can.destination ? destinationWords(destination) : serviceWords}{' '}
            {staysHere ? dropWords('nothingLeaves') : dropWords('originalsNeverTouched')}
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
      </div>
      <div className="empty-queue-cards">
        <SamplesCard />
        <RecipeCard />
        <PlanCard />
        <WatchCard />
      </div>
      <p className="empty-queue-hint">{dropWords('orPasteCopiedPictures')}</p>
    </div>
  );
}

interface WayCardProps {
  picture: ReactNode;
  title: string;
  text: string;
  children: ReactNode;
}

/** One more way to begin: what it is for, and its button. */
function WayCard({ picture, title, text, children }: WayCardProps) {
  return (
    <section className="way-card" aria-label={title}>
      {picture}
      <h2>{title}</h2>
      <p>{text}</p>
      <div className="way-card-button">{children}</div>
    </section>
  );
}

/** A first result without a picture of one's own. */
function SamplesCard() {
  const hasSamples = useSettings(({ facts }) => facts?.hasSamples ?? false);
  if (!hasSamples) return null;
  return (
    <WayCard
      picture={
        <span className="way-card-strip" aria-hidden>
          <Landscape light="dusk" />
          <Landscape light="noon" />
          <Landscape light="dawn" />
        </span>
      }
      title={dropWords('noPicturesAtHand')}
      text={dropWords('samplesSay')}
    >
      <Button onClick={() => void addSamples()}>{dropWords('trySamplePictures')}</Button>
    </WayCard>
  );
}

function RecipeCard() {
  const gallery = useGallery();
  const what = useSettings(({ settings, presets }) => {
    const preset = presets.find(({ id }) => id === settings.presetId);
    return describePreset(preset ?? { id: '', recipe: settings.recipe });
  });
  return (
    <WayCard
      picture={<SlidersHorizontal size={18} aria-hidden />}
      title={dropWords('recipeSays')}
      text={dropWords('recipeNow', { what })}
    >
      <Button onClick={gallery.open}>{dropWords('chooseRecipe')}</Button>
      {gallery.shown}
    </WayCard>
  );
}

function PlanCard() {
  if (!thumbline.can.plans) return null;
  return (
    <WayCard
      picture={<ListChecks size={18} aria-hidden />}
      title={dropWords('sureFirst')}
      text={dropWords('planSays')}
    >
      <Menu trigger={<Button>{dropWords('seePlanFirst')}</Button>} entries={planFirst} />
    </WayCard>
  );
}

const showWatched = () => openSetting('watched');

async function watchFolder(): Promise<void> {
  if ((await ask(thumbline.addWatched())) !== null) showWatched();
}

/** For pictures that keep coming. */
function WatchCard() {
  const count = useWatched(({ folders }) => folders?.length ?? null);
  if (!thumbline.can.watches || count === null) return null;
  return (
    <WayCard
      picture={<FolderSync size={18} aria-hidden />}
      title={dropWords('keepsFilling')}
      text={count === 0 ? dropWords('watchSays') : dropWords('watchedNow', { count })}
    >
      {count === 0 ? (
        <Button onClick={() => void watchFolder()}>{dropWords('watchFolder')}</Button>
      ) : (
        <Button onClick={showWatched}>{dropWords('showWatched')}</Button>
      )}
    </WayCard>
  );
}
