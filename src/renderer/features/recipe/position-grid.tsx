import { Radio } from '@base-ui/react/radio';
import { ninePoints } from '../../../shared/task/nine-points.ts';
import { positionWords } from '../../words/recipe-words.ts';

/** The nine points as radio buttons, for a group of them. */
export function PositionGrid() {
  return (
    <div className="output-position-grid">
      {ninePoints.map((point) => (
        <Radio.Root
          key={point}
          value={point}
          aria-label={positionWords[point]}
          title={positionWords[point]}
        />
      ))}
    </div>
  );
}
