import './recipe-preview.css';
import { displayName } from '../../../shared/paths/display-path.ts';
import { useTask } from '../../store/queue-store.ts';
import { FileName } from '../../ui/file-name.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { pictureUrl } from '../tasks/picture-url.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { sizeWords } from '../../words/numbers.ts';
import { boxWords, fitWords } from '../../words/recipe-words.ts';
import { useDraft } from './draft-store.ts';
import { FitDrawing } from './fit-drawing.tsx';
import { shapeOf } from './icon-shape.ts';
import type { Preview } from './use-preview.ts';

/** The selected picture as the recipe would make it now; without one, a drawing of the fit. */
export function RecipePreview({ preview }: { preview: Preview }) {
  return preview.taskId === null ? <FitFigure /> : <PictureFigure preview={preview} />;
}

function FitFigure() {
  const output = useDraft(({ recipe, openOutput }) => recipe.outputs[openOutput ?? 0]);
  if (!output) return null;
  return (
    <figure className="recipe-preview">
      <div className="recipe-preview-tile">
        <FitDrawing output={output} />
      </div>
      <figcaption>
        {boxWords(output)} · {fitWords[shapeOf(output).fit].hint}
      </figcaption>
    </figure>
  );
}

function PictureFigure({ preview }: { preview: Preview }) {
  const task = useTask(preview.taskId);
  const { picture, problem, isWaiting } = preview;
  const madeBefore = task?.status === 'succeeded' && isWaiting ? pictureUrl(task) : null;
  const url = picture?.url ?? madeBefore;
  return (
    <figure className="recipe-preview">
      <div className="recipe-preview-tile" data-waiting={isWaiting ? '' : undefined}>
        {url === null ? null : <img className="checkered" src={url} alt="Preview of the result" />}
        {problem && !isWaiting ? <p>{problem}</p> : null}
        {isWaiting ? <Spinner /> : null}
      </div>
      <figcaption>
        {task ? <FileName name={displayName(task.sourcePath)} /> : null}
        <span>
          {picture
            ? `${picture.sourceWidth} × ${picture.sourceHeight} → ${sizeWords(picture)} · ${bytesWords(picture.sizeBytes)}`
            : '\u00A0'}
        </span>
      </figcaption>
    </figure>
  );
}
