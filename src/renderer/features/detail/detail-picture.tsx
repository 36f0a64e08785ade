import './detail-picture.css';
import { GripVertical, Image, Maximize2 } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import { outputsOf, outputToShow } from '../../../shared/task/outputs-of.ts';
import type { Task } from '../../../shared/task/task.ts';
import { detailWords } from '../../../shared/words/areas/detail.ts';
import { thumbline } from '../../store/bridge.ts';
import { useWrittenNumber } from '../../store/remade.ts';
import { Button, classNames } from '../../ui/button.tsx';
import { LoadingImage } from '../../ui/skeleton.tsx';
import { canCompare, openCompare } from '../tasks/compare.ts';
import { dragOfOutput } from '../tasks/drag-results.ts';
import { pictureUrl, sourcePictureUrl } from '../tasks/task-picture.tsx';
import { TurnButtons } from '../tasks/turn-buttons.tsx';

interface CompareSliderProps {
  task: Task;
  before: string;
  after: string;
  onBroken: () => void;
}

/** CSS reads where the line stands from custom properties. */
type Placed = CSSProperties & Readonly<Record<'--at' | '--fraction', string | number>>;

/** What lets the picture that is shown be dragged out: the line is moved anywhere else. */
const handleOf = (task: Task) => {
  const shown = outputToShow(task);
  return shown === null || !thumbline.can.handsOut
    ? {}
    : {
        title: detailWords('dragOut'),
        ...dragOfOutput(task.id, outputsOf(task).indexOf(shown)),
      };
};

interface ComparedPictureProps {
  src: string;
  side: 'before' | 'after';
  onBroken?: () => void;
}

type Shaped = CSSProperties & Readonly<Record<'--ratio', number>>;

/** One of the two, whole in the middle. What is transparent shows squares, and nothing around it does. */
function ComparedPicture({ src, side, onBroken }: ComparedPictureProps) {
  const [ratio, setRatio] = useState<number | null>(null);
  const style: Shaped | undefined = ratio === null ? undefined : { '--ratio': ratio };
  return (
    <span className="compare-side" data-side={side}>
      <LoadingImage
        className={classNames(`compare-${side}`, ratio !== null && 'checkered')}
        style={style}
        src={src}
        onDecoded={({ naturalWidth, naturalHeight }) =>
          setRatio(naturalHeight > 0 ? naturalWidth / naturalHeight : null)
        }
        onBroken={() => onBroken?.()}
      />
    </span>
  );
}

/** The source left of the line, the result right of it; arrow keys move the line. */
function CompareSlider({ task, before, after, onBroken }: CompareSliderProps) {
  const [percent, setPercent] = useState(50);
  const style: Placed = { '--at': `${percent}%`, '--fraction': percent / 100 };
  return (
    <div className="detail-picture compare" style={style}>
      <ComparedPicture src={after} side="after" />
      <ComparedPicture src={before} side="before" onBroken={onBroken} />
      <span className="compare-line" />
      <span className="compare-label" data-side="before">
        {detailWords('before')}
      </span>
      <input
        type="range"
        dir="ltr"
        aria-label={detailWords('beforeAfter')}
        aria-valuetext={detailWords('percentBeforeValueAfter', { percent, value: 100 - percent })}
        value={percent}
        onChange={(event) => setPercent(Number(event.target.value))}
      />
      <span className="compare-label" data-side="after" {...handleOf(task)}>
        {thumbline.can.handsOut ? <GripVertical size={11} aria-hidden /> : null}
        {detailWords('after')}
      </span>
    </div>
  );
}

/** Small, and the way to the same at full size. */
export function DetailPicture({ task }: { task: Task }) {
  return (
    <div className="detail-picture-block">
      <SmallPicture task={task} />
      <div className="detail-picture-row">
        {canCompare(task) ? (
          <Button shape="small" onClick={() => openCompare(task)}>
            <Maximize2 size={13} aria-hidden /> {detailWords('compareFullSize')}
          </Button>
        ) : null}
        <TurnButtons task={task} />
      </div>
    </div>
  );
}

/** Before and after; only the source while there is no result. */
function SmallPicture({ task }: { task: Task }) {
  useWrittenNumber(task);
  const source = sourcePictureUrl(task);
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  const markBroken = () => setBrokenUrl(source);
  const isBroken = brokenUrl === source;
  if (task.status === 'succeeded' && !isBroken) {
    return (
      <CompareSlider task={task} before={source} after={pictureUrl(task)} onBroken={markBroken} />
    );
  }
  const shown = task.status === 'succeeded' ? pictureUrl(task) : source;
  return (
    <div
      className="detail-picture"
      data-empty={isBroken && task.status !== 'succeeded' ? '' : undefined}
    >
      {isBroken && task.status !== 'succeeded' ? (
        <Image className="task-picture-icon" size={36} strokeWidth={1.25} aria-hidden />
      ) : (
        <LoadingImage src={shown} onBroken={markBroken} {...handleOf(task)} />
      )}
    </div>
  );
}
