import { desktopPreset } from '../../../shared/task/preset.ts';
import type { Destination } from '../../../shared/task/recipe.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ChosenFolder, chooseFolder } from './chosen-folder.tsx';
import { editRecipe, openOutput, useDraft } from './draft-store.ts';

const usualKinds = [
  { value: 'beside', label: 'Beside each' },
  { value: 'folder', label: 'One folder' },
] as const;

/** Not called "Desktop": that is the name of a folder, too. */
const desktopKind = { value: 'desktop-cache', label: 'File manager' } as const;

/** The desktop takes only sizes of its own. */
function fillDesktop(): void {
  const { destination, outputs } = desktopPreset.recipe;
  openOutput(null);
  editRecipe({ destination, outputs });
}

function choose(kind: Destination['kind']): void {
  if (kind === 'folder') void chooseFolder();
  else if (kind === 'desktop-cache') fillDesktop();
  else editRecipe({ destination: { kind, folderName: 'thumbnails' } });
}

export function DestinationField() {
  const destination = useDraft(({ recipe }) => recipe.destination);
  const hasDesktop = useSettings(({ facts }) => facts?.hasDesktopCache ?? false);
  const isForDesktop = destination.kind === 'desktop-cache';
  const offersDesktop = hasDesktop || isForDesktop;
  const problem = useDraft(({ problems }) => problems['destination.folderName'] ?? null);
  return (
    <Field
      label="Save to"
      error={problem}
      hint={isForDesktop ? 'In the desktop’s own thumbnail cache.' : undefined}
    >
      {() => (
        <>
          <Segmented
            label="Save to"
            value={destination.kind}
            segments={offersDesktop ? [...usualKinds, desktopKind] : usualKinds}
            isTight={offersDesktop}
            isUneven={offersDesktop}
            onChange={choose}
          />
          {destination.kind === 'beside' ? (
            <TextField
              aria-label="Folder name"
              value={destination.folderName}
              placeholder="The same folder"
              maxLength={100}
              isInvalid={problem !== null}
              onChange={(folderName) => editRecipe({ destination: { kind: 'beside', folderName } })}
            />
          ) : null}
          {destination.kind === 'folder' ? <ChosenFolder destination={destination} /> : null}
        </>
      )}
    </Field>
  );
}
