import { LayoutGrid } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { isForDesktop } from '../../../shared/task/desktop-thumbnails.ts';
import type { Recipe } from '../../../shared/task/recipe.ts';
import { presetsWords } from '../../../shared/words/areas/presets.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { thumbline } from '../../store/bridge.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { DesktopSizesField, OutputList } from './output-list.tsx';
import { useDraft } from './draft-store.ts';
import { FileSentences } from './file-sentences.tsx';
import { PageField } from './page-field.tsx';
import { KeepDateField, KeepOriginalField, MetadataField } from './keep-fields.tsx';
import { useGallery } from './gallery/use-gallery.tsx';
import { PresetActions } from './preset-actions.tsx';
import { PresetField } from './preset-field.tsx';
import { RecipePreview } from './recipe-preview.tsx';
import { TrimField } from './trim-field.tsx';
import { TurnField } from './turn-field.tsx';
import { WatermarkField } from './watermark/watermark-field.tsx';
import { usePreview } from './use-preview.ts';

/** Where the panel stands, and what it is for. */
interface Place {
  readonly fillsDesktop: boolean;
  /** A service keeps results by task: it has no folders and names of one's own. */
  readonly hasDestination: boolean;
  /** A file name as the app itself would use it. */
  readonly example: string | null;
}

type Fields<Name extends keyof Recipe> = Readonly<
  Record<Name, ((place: Place) => ReactNode) | null>
>;

/** How each field of a recipe is asked for, in this order; null where another control asks for it, too. */
const ofPictures: Fields<
  'name' | 'outputs' | 'trim' | 'turn' | 'flip' | 'page' | 'placeholders' | 'watermark'
> = {
  name: null,
  outputs: ({ fillsDesktop }) => (fillsDesktop ? <DesktopSizesField /> : <OutputList />),
  trim: ({ fillsDesktop }) => (fillsDesktop ? null : <TrimField />),
  turn: ({ fillsDesktop }) => (fillsDesktop ? null : <TurnField />),
  flip: null,
  page: ({ fillsDesktop }) => (fillsDesktop ? null : <PageField />),
  // For programs; people copy them from the results' menu.
  placeholders: null,
  watermark: ({ fillsDesktop }) => (fillsDesktop ? null : <WatermarkField />),
};
const ofFiles: Fields<Exclude<keyof Recipe, keyof typeof ofPictures>> = {
  destination: ({ hasDestination, example }) =>
    hasDestination ? <FileSentences example={example} /> : null,
  fileName: null,
  conflict: null,
  replacesSource: null,
  keepsOriginal: ({ fillsDesktop }) => (fillsDesktop ? null : <KeepOriginalField />),
  metadata: () => <MetadataField />,
  keepsGps: null,
  keepsDate: ({ fillsDesktop, hasDestination }) =>
    hasDestination && !fillsDesktop ? <KeepDateField /> : null,
};

export function RecipePanel({ closer, foot }: { closer: ReactNode; foot: ReactNode }) {
  const preview = usePreview();
  const gallery = useGallery();
  const fillsDesktop = useDraft(({ recipe }) => isForDesktop(recipe));
  const place = {
    fillsDesktop,
    hasDestination: thumbline.can.destination,
    example: preview.picture?.fileName ?? null,
  };
  return (
    <div className="recipe">
      <div className="recipe-head">
        <h2>{recipeWords('recipe')}</h2>
        <IconButton
          label={presetsWords('allPresets')}
          icon={<LayoutGrid size={16} />}
          onClick={gallery.open}
        />
        <PresetActions />
        {closer}
        {gallery.shown}
      </div>
      <div className="recipe-body">
        <PresetField />
        <RecipePreview preview={preview} />
        {[ofPictures, ofFiles].map((fields) => (
          <div key={Object.keys(fields)[0]} className="recipe-group">
            {Object.entries(fields).map(([name, show]) => (
              <Fragment key={name}>{show?.(place)}</Fragment>
            ))}
          </div>
        ))}
      </div>
      {foot}
    </div>
  );
}
