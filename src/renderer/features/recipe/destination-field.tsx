import { displayPath } from '../../../shared/paths/display-path.ts';
import type { Destination } from '../../../shared/task/recipe.ts';
import { thumbline } from '../../store/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ask } from '../notices/ask.ts';
import { editRecipe, useDraft } from './draft-store.ts';

const kinds = [
  { value: 'beside', label: 'Beside each' },
  { value: 'folder', label: 'One folder' },
] as const;

const place = (destination: Destination) => editRecipe({ destination });

async function chooseFolder(mirrorsTree = true): Promise<void> {
  const path = await ask(thumbline.chooseDestination());
  if (path !== null) place({ kind: 'folder', path, mirrorsTree });
}

export function DestinationField() {
  const destination = useDraft(({ recipe }) => recipe.destination);
  const problem = useDraft(({ problems }) => problems['destination.folderName'] ?? null);
  const choose = (kind: Destination['kind']) => {
    if (kind === 'folder') void chooseFolder();
    else place({ kind: 'beside', folderName: 'thumbnails' });
  };
  return (
    <Field label="Save to" error={problem}>
      {() => (
        <>
          <Segmented label="Save to" value={destination.kind} segments={kinds} onChange={choose} />
          {destination.kind === 'beside' ? (
            <TextField
              aria-label="Folder name"
              value={destination.folderName}
              placeholder="The same folder"
              maxLength={100}
              isInvalid={problem !== null}
              onChange={(folderName) => place({ kind: 'beside', folderName })}
            />
          ) : (
            <>
              <div className="recipe-row">
                <span className="recipe-path" title={displayPath(destination.path)}>
                  <bdi dir="ltr">{displayPath(destination.path)}</bdi>
                </span>
                <Button onClick={() => void chooseFolder(destination.mirrorsTree)}>Change…</Button>
              </div>
              <Switch
                label="Keep the folder tree"
                isOn={destination.mirrorsTree}
                onChange={(mirrorsTree) => place({ ...destination, mirrorsTree })}
              />
            </>
          )}
        </>
      )}
    </Field>
  );
}
