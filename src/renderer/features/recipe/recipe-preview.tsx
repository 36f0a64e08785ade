import './recipe-preview.css';
import { useId } from 'react';
import { displayName } from '../../../shared/paths/display-path.ts';
import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { useTask } from '../../store/queue-store.ts';
import { FileName } from '../../ui/file-name.tsx';
import { Landscape } from '../../ui/landscape.tsx';
import { Spinner } from '../../ui/skeleton.tsx';
import { boxWords, fitWords, previewWords } from '../../words/recipe-words.ts';
import { pictureUrl } from '../tasks/task-picture.tsx';
import { useDraft } from './draft-store.ts';
import { type Box, fitShape } from './fit-shape.ts';
import { shapeOf } from './output-edits.ts';
import type { Preview } from './use-preview.ts';

const source = { width: 120, height: 80 };

function around(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** A drawn picture in its box: whole where it is kept, pale where it is cut off. */
function FitDrawing({ output }: { output: OutputRecipe }) {
  const clipId = useId();
  const { box, picture, kept } = fitShape(output, source);
  const view = around(box, picture);
  const margin = view.width / 100;
  return (
    <svg
      className="fit-drawing"
      viewBox={`${view.x - margin} ${view.y - margin} ${view.width + 2 * margin} ${view.height + 2 * margin}`}
      aria-hidden
    >
      <clipPath id={clipId}>
        <rect {...kept} />
      </clipPath>
      <g opacity={0.25}>
        <Placed picture={picture} />
      </g>
      <g clipPath={`url(#${clipId})`}>
        {shapeOf(output).fit === 'contain' ? (
          <rect {...box} fill={output.background ?? '#ffffff55'} />
        ) : null}
        <Placed picture={picture} />
      </g>
      <rect className="fit-drawing-box" {...box} />
    </svg>
  );
}

function Placed({ picture }: { picture: Box }) {
  return (
    <svg {...picture} viewBox="0 0 120 80" preserveAspectRatio="none">
      <Landscape light="noon" />
    </svg>
  );
}

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
        {url === null ? null : (
          <img className="checkered" src={url} alt={recipeWords('previewResult')} />
        )}
        {problem && !isWaiting ? <p>{problem}</p> : null}
        {isWaiting ? <Spinner /> : null}
      </div>
      <figcaption>
        {task ? <FileName name={displayName(task.sourcePath)} /> : null}
        <span>{picture ? previewWords(picture) : '\u00A0'}</span>
      </figcaption>
    </figure>
  );
}
