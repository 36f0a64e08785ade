import type { ReactNode } from 'react';
import { isForDesktop } from '../../../shared/task/desktop-thumbnails.ts';
import { useInBrowser } from '../../store/in-browser.ts';
import { ConflictField } from './conflict-field.tsx';
import { DesktopSizesField } from './desktop-sizes-field.tsx';
import { DestinationField } from './destination-field.tsx';
import { useDraft } from './draft-store.ts';
import { FileNameField } from './file-name-field.tsx';
import { KeepOriginalField } from './keep-original-field.tsx';
import { MetadataField } from './metadata-field.tsx';
import { OutputList } from './output-list.tsx';
import { PresetActions } from './preset-actions.tsx';
import { PresetField } from './preset-field.tsx';
import { RecipePreview } from './recipe-preview.tsx';
import { RunAgainFoot } from './run-again-foot.tsx';
import { usePreview } from './use-preview.ts';

export function RecipePanel({ closer }: { closer: ReactNode }) {
  const preview = usePreview();
  const fillsDesktop = useDraft(({ recipe }) => isForDesktop(recipe));
  // A service keeps results by task: it has no folders and names of one's own.
  const isBrowser = useInBrowser();
  return (
    <div className="recipe">
      <div className="recipe-head">
        <h2>Recipe</h2>
        <PresetActions />
        {closer}
      </div>
      <div className="recipe-body">
        <PresetField />
        <RecipePreview preview={preview} />
        {fillsDesktop ? <DesktopSizesField /> : <OutputList />}
        {isBrowser ? null : (
          <>
            <DestinationField />
            {fillsDesktop ? null : <FileNameField example={preview.picture?.fileName ?? null} />}
            <ConflictField />
          </>
        )}
        <MetadataField />
        {fillsDesktop ? null : <KeepOriginalField />}
      </div>
      <RunAgainFoot />
    </div>
  );
}
