import { displayName } from '../../../../shared/paths/display-path.ts';
import type { WholeRecipe } from '../../../../shared/task/recipe.ts';
import { presetsWords } from '../../../../shared/words/areas/presets.ts';
import { useTask } from '../../../store/queue-store.ts';
import { FileName } from '../../../ui/file-name.tsx';
import { Spinner } from '../../../ui/skeleton.tsx';
import { previewWords } from '../../../words/recipe-words.ts';
import { usePreviewedTaskId, usePreviewOf } from '../use-preview.ts';

/** What the recipe's first output would be of the selected picture. */
export function TryOut({ recipe }: { recipe: WholeRecipe }) {
  const taskId = usePreviewedTaskId();
  const { picture, problem, isWaiting } = usePreviewOf({
    taskId,
    recipe,
    output: 0,
    use: 'gallery',
  });
  const task = useTask(taskId);
  if (!task) return <p className="try-out">{presetsWords('addPicture')}</p>;
  return (
    <figure className="try-out" data-waiting={isWaiting ? '' : undefined}>
      <span className="try-out-tile">
        {picture ? (
          <img className="checkered" src={picture.url} alt={presetsWords('wouldMake')} />
        ) : null}
        {isWaiting ? <Spinner /> : null}
      </span>
      <figcaption>
        <FileName name={displayName(task.sourcePath)} />
        <span>{picture ? previewWords(picture) : (problem ?? '\u00A0')}</span>
      </figcaption>
    </figure>
  );
}
