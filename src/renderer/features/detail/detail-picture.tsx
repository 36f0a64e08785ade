import './detail-picture.css';
import { Image, Maximize2 } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import type { Task } from '../../../shared/task/task.ts';
import { detailWords } from '../../../shared/words/areas/detail.ts';
import { Button } from '../../ui/button.tsx';
import { LoadingImage } from '../../ui/skeleton.tsx';
import { canCompare, openCompare } from '../tasks/compare.ts';
import { pictureUrl, sourcePictureUrl } from '../tasks/task-picture.tsx';

interface CompareSliderProps {
  before: string;
  after: string;
  onBroken: () => void;
}

/** CSS reads where the line stands from custom properties. */
type Placed = CSSProperties & Readonly<Record<'--at' | '--fraction', string | number>>;

/** The source left of the line, the result right of it; arrow keys move the line. */
function CompareSlider({ before, after, onBroken }: CompareSliderProps) {
  const [percent, setPercent] = useState(50);
  const style: Placed = { '--at': `${percent}%`, '--fraction': percent / 100 };
  return (
    <div className="detail-picture compare" style={style}>
      <LoadingImage className="compare-after" src={after} />
      <LoadingImage className="compare-before" src={before} onBroken={onBroken} />
      <span className="compare-line" />
      <span className="compare-label" data-side="before">
        {detailWords('before')}
      </span>
      <span className="compare-label" data-side="after">
        {detailWords('after')}
      </span>
      <input
        type="range"
        dir="ltr"
        aria-label={detailWords('beforeAfter')}
        aria-valuetext={detailWords('percentBeforeValueAfter', { percent, value: 100 - percent })}
        value={percent}
        onChange={(event) => setPercent(Number(event.target.value))}
      />
    </div>
  );
}

/** Small, and the way to the same at full size. */
export function DetailPicture({ task }: { task: Task }) {
  return (
    <div className="detail-picture-block">
      <SmallPicture task={task} />
      {canCompare(task) ? (
        <Button shape="small" onClick={() => openCompare(task)}>
          <Maximize2 size={13} aria-hidden /> {detailWords('compareFullSize')}
        </Button>
      ) : null}
    </div>
  );
}

/** Before and after; only the source while there is no result. */
function SmallPicture({ task }: { task: Task }) {
  const source = sourcePictureUrl(task);
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  const markBroken = () => setBrokenUrl(source);
  const isBroken = brokenUrl === source;
  if (task.status === 'succeeded' && !isBroken) {
    return <CompareSlider before={source} after={pictureUrl(task)} onBroken={markBroken} />;
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
        <LoadingImage src={shown} onBroken={markBroken} />
      )}
    </div>
  );
}
