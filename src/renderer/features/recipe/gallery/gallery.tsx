import './gallery.css';
import { Dialog } from '@base-ui/react/dialog';
import { RadioGroup } from '@base-ui/react/radio-group';
import { FileDown, X } from 'lucide-react';
import { type KeyboardEvent, type Ref, useRef, useState } from 'react';
import { commandOfKey } from '../../../../shared/commands/keys.ts';
import type { Preset } from '../../../../shared/task/preset.ts';
import { presetsWords } from '../../../../shared/words/areas/presets.ts';
import { uiWords } from '../../../../shared/words/areas/ui.ts';
import { useSettings } from '../../../store/settings-store.ts';
import { Button } from '../../../ui/button.tsx';
import { useDismissal } from '../../../ui/open-dialogs.ts';
import { SearchField } from '../../../ui/text-field.tsx';
import { choosePreset } from '../draft-store.ts';
import { useBasePreset } from '../preset-field.tsx';
import { PresetNameDialog } from '../preset-name-dialog.tsx';
import { importPresets, renamePreset } from '../preset-verbs.ts';
import { recipeWords } from '../../../../shared/words/areas/recipe.ts';
import { FolderDialog } from './folder-dialog.tsx';
import { type GallerySection, sectionsOf } from './gallery-sections.ts';
import { type CardVerbs, PresetCard } from './preset-card.tsx';
import { TryOut } from './try-out.tsx';

/** What is asked about one of a person's own. */
interface Asking {
  readonly what: 'name' | 'folder';
  readonly preset: Preset;
}

/** All presets as pictures: chosen by looking, tried on the selected picture, and one's own put in order. */
export function Gallery({ onClose }: { onClose: () => void }) {
  const presets = useSettings((settings) => settings.presets);
  const { base } = useBasePreset();
  const [search, setSearch] = useState('');
  const [chosenId, setChosenId] = useState(base?.id ?? presets[0]?.id ?? '');
  const [asking, setAsking] = useState<Asking | null>(null);
  const sections = sectionsOf(presets, search);
  const chosen = sections.flatMap((section) => section.presets).find(({ id }) => id === chosenId);
  useDismissal(true, onClose);
  const searchRef = useRef<HTMLInputElement>(null);
  const use = (preset: Preset) => {
    choosePreset(preset);
    onClose();
  };
  const useOnEnter = (event: KeyboardEvent) => {
    const isOnCard = event.target instanceof Element && event.target.role === 'radio';
    if (event.key === 'Enter' && isOnCard && chosen) use(chosen);
  };
  /** The key that searches the page searches here. */
  const searchHere = ({ nativeEvent }: KeyboardEvent) => {
    if (commandOfKey(nativeEvent)?.command.id !== 'search') return;
    nativeEvent.preventDefault();
    nativeEvent.stopPropagation();
    searchRef.current?.focus();
  };
  const verbs: CardVerbs = {
    use,
    rename: (preset) => setAsking({ what: 'name', preset }),
    putInFolder: (preset) => setAsking({ what: 'folder', preset }),
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="dialog gallery" onKeyDown={searchHere}>
          <GalleryHead searchRef={searchRef} search={search} onSearch={setSearch} />
          <RadioGroup
            className="gallery-body"
            aria-label={presetsWords('title')}
            value={chosenId}
            onValueChange={setChosenId}
            onKeyDown={useOnEnter}
          >
            {sections.map((section) => (
              <Section key={`${section.isOwn} ${section.folder}`} {...{ section, verbs }} />
            ))}
            {search === '' && !sections.some(({ isOwn }) => isOwn) ? (
              <p className="gallery-hint">{presetsWords('makeYourOwn')}</p>
            ) : null}
            {sections.length === 0 ? (
              <p className="gallery-none">{presetsWords('noneFound', { text: search.trim() })}</p>
            ) : null}
          </RadioGroup>
          <div className="gallery-foot">
            {chosen ? <TryOut recipe={chosen.recipe} /> : <span className="try-out" />}
            <Dialog.Close render={<Button>{uiWords('cancel')}</Button>} />
            <Button look="primary" disabled={!chosen} onClick={() => chosen && use(chosen)}>
              {chosen ? presetsWords('use', { name: chosen.recipe.name }) : presetsWords('choose')}
            </Button>
          </div>
          {asking ? <Question asking={asking} onClose={() => setAsking(null)} /> : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface GalleryHeadProps {
  searchRef: Ref<HTMLInputElement>;
  search: string;
  onSearch: (text: string) => void;
}

function GalleryHead({ searchRef, search, onSearch }: GalleryHeadProps) {
  const label = presetsWords('search');
  return (
    <div className="gallery-head">
      <Dialog.Title className="dialog-title">{presetsWords('title')}</Dialog.Title>
      <SearchField
        inputRef={searchRef}
        label={label}
        placeholder={label}
        value={search}
        onChange={onSearch}
      />
      <Button onClick={() => void importPresets()}>
        <FileDown size={14} aria-hidden /> {presetsWords('openFile')}
      </Button>
      <Dialog.Close
        render={
          <Button look="quiet" shape="icon" aria-label={presetsWords('close')}>
            <X size={16} />
          </Button>
        }
      />
    </div>
  );
}

function Section({ section, verbs }: { section: GallerySection; verbs: CardVerbs }) {
  const { title, presets } = section;
  return (
    <section className="gallery-section" aria-label={title}>
      <h3>
        <bdi>{title}</bdi>
      </h3>
      <div className="gallery-cards">
        {presets.map((preset) => (
          <PresetCard key={preset.id} {...{ preset, section, verbs }} />
        ))}
      </div>
    </section>
  );
}

function Question({ asking, onClose }: { asking: Asking; onClose: () => void }) {
  const { what, preset } = asking;
  if (what === 'folder') return <FolderDialog preset={preset} onClose={onClose} />;
  return (
    <PresetNameDialog
      title={recipeWords('renamePreset')}
      first={preset.recipe.name}
      onClose={onClose}
      onConfirm={(name) => {
        void renamePreset(preset, name);
        onClose();
      }}
    />
  );
}
