import './compare-stage.css';
import { GripVertical } from 'lucide-react';
import { type CSSProperties, type RefObject, useState } from 'react';
import { compareWords } from '../../../shared/words/areas/compare.ts';
import { Spinner } from '../../ui/skeleton.tsx';
import { CompareLayer } from './compare-layer.tsx';
import type { Layer } from './compare-sides.ts';
import { useCompare } from './compare-store.ts';
import { placeOf, type Shape } from './compare-view.ts';
import { useStagePointer } from './use-stage-pointer.ts';

/** CSS reads where one picture ends and the other begins. */
type Cut = CSSProperties & Readonly<Record<'--line', string>>;

interface CompareStageProps {
  stageRef: RefObject<HTMLDivElement | null>;
  left: Layer;
  right: Layer;
  shape: Shape;
}

/** Which of a side's addresses have been loaded, or cannot be. */
function useLoading(layer: Layer) {
  const [seen, setSeen] = useState<string | null>(null);
  const [ready, setReady] = useState<string | null>(null);
  const [broken, setBroken] = useState<string | null>(null);
  const isReady = ready === layer.url;
  const isBroken = broken === layer.url;
  const isSeen = isReady || seen === layer.url;
  const follow = {
    onSeen: () => setSeen(layer.url),
    onReady: () => setReady(layer.url),
    onBroken: () => setBroken(layer.url),
  };
  return { isReady, isSeen, isBroken, follow };
}

/** Both pictures at the same place and zoom, one over the other or side by side. */
export function CompareStage({ stageRef, left, right, shape }: CompareStageProps) {
  const mode = useCompare((compare) => compare.mode);
  const view = useCompare((compare) => compare.view);
  const split = useCompare((compare) => compare.split);
  const isPeeking = useCompare((compare) => compare.isPeeking);
  const [before, after] = [useLoading(left), useLoading(right)];
  const pointer = useStagePointer(stageRef, shape);
  const look = { place: placeOf(view, shape), pane: shape.pane };
  const isSlider = mode === 'slider';
  const areReady = before.isReady && after.isReady;
  const isMissing = before.isBroken || after.isBroken;
  // Until both are there, one is seen whole: half of a picture beside nothing would look like a fault.
  const line = isPeeking ? 100 : before.isSeen ? split : 0;
  const paneStyle: Cut = { width: shape.pane.width, '--line': `${line}%` };
  return (
    <div
      ref={stageRef}
      className="versus-stage"
      data-mode={mode}
      data-seen={before.isSeen || after.isSeen ? '' : undefined}
      data-ready={areReady ? '' : undefined}
      {...pointer}
    >
      <div className="versus-pane" data-side="after" style={paneStyle}>
        <CompareLayer key={right.url} layer={right} {...look} {...after.follow} />
      </div>
      <div className="versus-pane" data-side="before" style={paneStyle}>
        <CompareLayer key={left.url} layer={left} {...look} {...before.follow} />
      </div>
      {isSlider && before.isSeen && !isPeeking ? <SplitLine split={split} /> : null}
      {isMissing ? <p className="versus-missing">{compareWords('cannotBeShown')}</p> : null}
      {areReady || isMissing ? null : (
        <span className="versus-waiting">
          <Spinner />
        </span>
      )}
    </div>
  );
}

function SplitLine({ split }: { split: number }) {
  const percent = Math.round(split);
  return (
    <div className="versus-line" style={{ left: `${split}%` }}>
      <span className="versus-grip">
        <GripVertical size={16} aria-hidden />
      </span>
      <input
        type="range"
        dir="ltr"
        aria-label={compareWords('beforeAfter')}
        aria-valuetext={compareWords('percentBefore', { percent, rest: 100 - percent })}
        value={percent}
        onChange={(event) => useCompare.setState({ split: Number(event.target.value) })}
      />
    </div>
  );
}
