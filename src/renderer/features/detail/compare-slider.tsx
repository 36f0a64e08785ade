import { type CSSProperties, useState } from 'react';
import { LoadingImage } from '../../ui/skeleton.tsx';

interface CompareSliderProps {
  before: string;
  after: string;
  onBroken: () => void;
}

/** CSS reads where the line stands from custom properties. */
type Placed = CSSProperties & Readonly<Record<'--at' | '--fraction', string | number>>;

/** The source left of the line, the result right of it; arrow keys move the line. */
export function CompareSlider({ before, after, onBroken }: CompareSliderProps) {
  const [percent, setPercent] = useState(50);
  const style: Placed = { '--at': `${percent}%`, '--fraction': percent / 100 };
  return (
    <div className="detail-picture compare" style={style}>
      <LoadingImage className="compare-after" src={after} />
      <LoadingImage className="compare-before" src={before} onBroken={onBroken} />
      <span className="compare-line" />
      <span className="compare-label" data-side="before">
        Before
      </span>
      <span className="compare-label" data-side="after">
        After
      </span>
      <input
        type="range"
        dir="ltr"
        aria-label="Before and after"
        aria-valuetext={`${percent} % before, ${100 - percent} % after`}
        value={percent}
        onChange={(event) => setPercent(Number(event.target.value))}
      />
    </div>
  );
}
