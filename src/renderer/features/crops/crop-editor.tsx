import { useEffect, useState } from 'react';
import { displayName } from '../../../shared/paths/display-path.ts';
import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import { sizeAsShown } from '../../../shared/task/standing.ts';
import type { TaskWith } from '../../../shared/task/task.ts';
import { asItStands, pointTurned } from '../../../shared/task/turning.ts';
import { cropsWords } from '../../../shared/words/areas/crops.ts';
import { thumbline } from '../../store/bridge.ts';
import { batchOf } from '../../store/queue-store.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { FileName } from '../../ui/file-name.tsx';
import { PointPad } from '../../ui/point-pad.tsx';
import { LoadingImage } from '../../ui/skeleton.tsx';
import { sourcePictureUrl } from '../tasks/task-picture.tsx';
import { TurnButtons } from '../tasks/turn-buttons.tsx';
import { CropPicture } from './crop-card.tsx';
import { cropShapes } from './crop-shapes.ts';
import { forgetPoint, movePoint, useCrops } from './crops-store.ts';

interface KnownPoint {
  readonly isRead: boolean;
  readonly known: FocalPoint | null;
}

/** The point that is remembered for a picture, else the one its recipe names, on the picture as it is shown; null when the worker chose. */
function useKnownPoint(task: TaskWith<'succeeded'>): KnownPoint {
  const [remembered, setRemembered] = useState<FocalPoint | null>(null);
  const [isRead, setIsRead] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const result = await thumbline.readFocalPoint(task.id);
      if (!isCurrent) return;
      if (result.ok) setRemembered(result.value);
      setIsRead(true);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [task.id]);
  const outputs = batchOf(task)?.recipe.outputs ?? [];
  const named = outputs.find(({ focalPoint }) => focalPoint !== null)?.focalPoint;
  const point = remembered ?? named;
  const known = point ? pointTurned(point, task.source.turning ?? asItStands) : null;
  return { isRead, known };
}

/** What draws the eye, asked for only where nobody said; null until it is known. */
function useProposedPoint(task: TaskWith<'succeeded'>, isWanted: boolean): FocalPoint | null {
  const [proposed, setProposed] = useState<FocalPoint | null>(null);
  useEffect(() => {
    let isCurrent = isWanted;
    const load = async () => {
      const result = await thumbline.proposeFocalPoint(task.id);
      if (isCurrent && result.ok) setProposed(result.value);
    };
    if (isWanted) void load();
    return () => {
      isCurrent = false;
    };
  }, [task.id, isWanted]);
  return proposed ? pointTurned(proposed, task.source.turning ?? asItStands) : null;
}

const middle = { x: 0.5, y: 0.5 };

/** The whole picture with the point to keep, and each shape: as it was made until the point is moved, then what that would show. */
export function CropEditor({ task }: { task: TaskWith<'succeeded'> }) {
  const { width, height } = sizeAsShown(task.source);
  const moved = useCrops(({ points }) => points.get(task.id) ?? null);
  const recipe = batchOf(task)?.recipe;
  const shapes = recipe ? cropShapes(recipe) : [];
  const { isRead, known } = useKnownPoint(task);
  const given = moved ?? known;
  const proposed = useProposedPoint(task, isRead && given === null);
  const isProposed = given === null && proposed !== null;
  const point = given ?? proposed ?? middle;
  return (
    <aside className="crop-editor" aria-label={cropsWords('pointKeep')}>
      <h2>
        <FileName name={displayName(task.sourcePath)} />
      </h2>
      <div className="crop-editor-source">
        <PointPad
          label={cropsWords(isProposed ? 'pointProposed' : 'pointKeep')}
          isTentative={isProposed}
          point={point}
          onChange={(next) => movePoint(task.id, next)}
        >
          <LoadingImage src={sourcePictureUrl(task)} style={{ aspectRatio: width / height }} />
        </PointPad>
      </div>
      <TurnButtons task={task} />
      <p className="field-hint" aria-live="polite">
        {isProposed ? (
          <>
            {cropsWords('proposed')}{' '}
            <LinkButton onClick={() => movePoint(task.id, proposed)}>
              {cropsWords('takeProposed')}
            </LinkButton>
          </>
        ) : (
          cropsWords('dragPoint')
        )}
        {recipe && recipe.trim !== null ? ` ${cropsWords('plainBordersCutOffFirst')}` : null}
      </p>
      <div className="crop-editor-shapes">
        {shapes.map((shape) => (
          <figure key={shape.names[0]}>
            <CropPicture task={task} shape={shape} point={moved} />
            <figcaption className="crop-shape-name">{shape.names.join(', ')}</figcaption>
          </figure>
        ))}
      </div>
      {moved === null ? null : (
        <Button look="quiet" onClick={() => forgetPoint(task.id)}>
          {cropsWords('asItWas')}
        </Button>
      )}
    </aside>
  );
}
