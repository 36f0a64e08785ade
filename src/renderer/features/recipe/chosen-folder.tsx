import { displayPath } from '../../../shared/paths/display-path.ts';
import type { Destination } from '../../../shared/task/recipe.ts';
import { thumbline } from '../../store/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/switch.tsx';
import { ask } from '../../store/notices.ts';
import { editRecipe } from './draft-store.ts';

/** Asks for one; nothing changes when the person thinks better of it. */
export async function chooseFolder(mirrorsTree = true): Promise<void> {
  const path = await ask(thumbline.chooseDestination());
  if (path !== null) editRecipe({ destination: { kind: 'folder', path, mirrorsTree } });
}

type Folder = Extract<Destination, { readonly kind: 'folder' }>;

/** The one folder for all results. */
export function ChosenFolder({ destination }: { destination: Folder }) {
  const { path, mirrorsTree } = destination;
  return (
    <>
      <div className="recipe-row">
        <span className="recipe-path" title={displayPath(path)}>
          <bdi dir="ltr">{displayPath(path)}</bdi>
        </span>
        <Button onClick={() => void chooseFolder(mirrorsTree)}>Change…</Button>
      </div>
      <Switch
        label="Keep the folder tree"
        isOn={mirrorsTree}
        onChange={(isOn) => editRecipe({ destination: { ...destination, mirrorsTree: isOn } })}
      />
    </>
  );
}
