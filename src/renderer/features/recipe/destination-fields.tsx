import { displayPath } from '../../../shared/paths/display-path.ts';
import { isForDesktop } from '../../../shared/task/desktop-thumbnails.ts';
import { desktopPreset } from '../../../shared/task/preset.ts';
import {
  conflictPolicies,
  type ConflictPolicy,
  type Destination,
  type Recipe,
} from '../../../shared/task/recipe.ts';
import { putsOriginalsBack } from '../../../shared/task/undo.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { conflictWords } from '../../words/recipe-words.ts';
import { openOutput, useDraft } from './draft-store.ts';
import { editRecipe } from './edit-recipe.ts';

/** Asks for one; nothing changes when the person thinks better of it. */
async function chooseFolder(mirrorsTree = true): Promise<void> {
  const path = await ask(thumbline.chooseDestination());
  if (path !== null) editRecipe({ destination: { kind: 'folder', path, mirrorsTree } });
}

type Folder = Extract<Destination, { readonly kind: 'folder' }>;

/** The one folder for all results. */
function ChosenFolder({ destination }: { destination: Folder }) {
  const { path, mirrorsTree } = destination;
  return (
    <>
      <div className="recipe-row">
        <span className="recipe-path" title={displayPath(path)}>
          <bdi dir="ltr">{displayPath(path)}</bdi>
        </span>
        <Button onClick={() => void chooseFolder(mirrorsTree)}>{recipeWords('change')}</Button>
      </div>
      <Switch
        label={recipeWords('keepFolderTree')}
        isOn={mirrorsTree}
        onChange={(isOn) => editRecipe({ destination: { ...destination, mirrorsTree: isOn } })}
      />
    </>
  );
}

const usualKinds = [
  { value: 'beside', label: recipeWords('besideEach') },
  { value: 'folder', label: recipeWords('oneFolder') },
] as const;

/** Not called "Desktop": that is the name of a folder, too. */
const desktopKind = { value: 'desktop-cache', label: recipeWords('fileManager') } as const;

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
      label={recipeWords('saveTo')}
      error={problem}
      hint={isForDesktop ? recipeWords('desktopsOwnThumbnailCache') : undefined}
    >
      {() => (
        <>
          <Segmented
            label={recipeWords('saveTo')}
            value={destination.kind}
            segments={offersDesktop ? [...usualKinds, desktopKind] : usualKinds}
            isTight={offersDesktop}
            isUneven={offersDesktop}
            onChange={choose}
          />
          {destination.kind === 'beside' ? (
            <TextField
              aria-label={recipeWords('folderName')}
              value={destination.folderName}
              placeholder={recipeWords('sameFolder')}
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

const label = recipeWords('ifFileAlready');

/** The desktop has one name for each thumbnail: a second one beside it would never be found. */
const desktopPolicies = conflictPolicies.filter((policy) => policy !== 'rename');

export const conflictOf = (recipe: Recipe): ConflictPolicy =>
  isForDesktop(recipe) && recipe.conflict === 'rename' ? 'overwrite' : recipe.conflict;

const replacingWords = (system: string) =>
  recipeWords(
    putsOriginalsBack(system) ? 'originalsGoTrashBeforeThey' : 'originalsGoTrashUndoCannot',
  );

export function ConflictField() {
  const conflict = useDraft(({ recipe }) => conflictOf(recipe));
  const replacesSource = useDraft(({ recipe }) => recipe.replacesSource);
  const fillsDesktop = useDraft(({ recipe }) => isForDesktop(recipe));
  const platform = useSettings(({ facts }) => facts?.platform ?? 'linux');
  const policies = fillsDesktop ? desktopPolicies : conflictPolicies;
  return (
    <Field label={label} hint={replacesSource ? replacingWords(platform) : undefined}>
      {({ labelId }) => (
        <>
          <Select
            label={label}
            labelledBy={labelId}
            value={conflict}
            choices={policies.map((value) => ({ value, label: conflictWords[value] }))}
            onChange={(chosen) => editRecipe({ conflict: chosen, replacesSource: false })}
          />
          {conflict === 'overwrite' && !fillsDesktop ? (
            <Switch
              label={recipeWords('evenIfOriginal')}
              isOn={replacesSource}
              onChange={(isOn) => editRecipe({ replacesSource: isOn })}
            />
          ) : null}
        </>
      )}
    </Field>
  );
}
