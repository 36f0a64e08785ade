import type { CSSProperties } from 'react';
import { LoadingImage } from '../../ui/skeleton.tsx';
import type { Layer } from './compare-sides.ts';
import type { Place } from './compare-view.ts';

/** From here on pixels are shown as squares: a smoothed one hides what the encoder did. */
const squaresFrom = 2;

interface CompareLayerProps {
  layer: Layer;
  place: Place;
  zoom: number;
  onReady: () => void;
  onBroken: () => void;
}

/** CSS moves it there. */
type Placed = CSSProperties & Readonly<Record<'--left' | '--top', string>>;

const styleOf = ({ left, top, width, height }: Place): Placed => ({
  width,
  height,
  '--left': `${left}px`,
  '--top': `${top}px`,
});

/** One of the two pictures, at its place in the pane. */
export function CompareLayer({ layer, place, zoom, onReady, onBroken }: CompareLayerProps) {
  return (
    <div className="versus-picture" style={styleOf(place)}>
      <LoadingImage
        key={layer.url}
        className="checkered"
        src={layer.url}
        data-squares={layer.isExact && zoom >= squaresFrom ? '' : undefined}
        onDecoded={onReady}
        onBroken={onBroken}
      />
    </div>
  );
}
