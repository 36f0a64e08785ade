import { type CSSProperties, useState } from 'react';
import { type PicturePart, partText } from '../../../shared/task/picture-part.ts';
import { LoadingImage } from '../../ui/skeleton.tsx';
import type { Layer } from './compare-sides.ts';
import type { Pane, Place, Size } from './compare-view.ts';
import { useCloserParts } from './use-closer-part.ts';

/** From here on pixels are shown as squares: a smoothed one hides what the encoder did. */
const squaresFrom = 2;

interface CompareLayerProps {
  layer: Layer;
  place: Place;
  pane: Pane;
  /** Something of it can be seen. */
  onSeen: () => void;
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

/** Where a part lies on the picture, in percent. */
function partStyle({ left, top, width, height }: PicturePart, size: Size): CSSProperties {
  const percent = (length: number, all: number) => `${(length / all) * 100}%`;
  return {
    left: percent(left, size.width),
    top: percent(top, size.height),
    width: percent(width, size.width),
    height: percent(height, size.height),
  };
}

/** Whether each of the picture's own pixels covers so many of the screen's. */
const showsSquares = ({
  layer,
  place,
  pane,
}: Pick<CompareLayerProps, 'layer' | 'place' | 'pane'>) =>
  (place.width * pane.density) / layer.size.width >= squaresFrom;

/** One of the two pictures, at its place in the pane. */
export function CompareLayer(props: CompareLayerProps) {
  const { layer, place, onSeen, onReady, onBroken } = props;
  const hasEveryPixel = layer.copyWidth === layer.size.width;
  const [isThere, setThere] = useState(false);
  return (
    <div className="versus-picture" style={styleOf(place)}>
      {layer.quickUrl === null || isThere ? null : (
        <LoadingImage className="versus-quick checkered" src={layer.quickUrl} onDecoded={onSeen} />
      )}
      <LoadingImage
        className="versus-whole checkered"
        src={layer.url}
        data-squares={hasEveryPixel && showsSquares(props) ? '' : undefined}
        onDecoded={() => {
          setThere(true);
          onReady();
        }}
        onBroken={onBroken}
      />
      {isThere ? <Parts {...props} /> : null}
    </div>
  );
}

/** What the worker cuts out of the picture itself, where the copy of all of it is not sharp enough. */
function Parts(props: CompareLayerProps) {
  const { layer, place, pane } = props;
  const { parts, isSharp, onShown } = useCloserParts(layer, place, pane);
  const { size, partUrl } = layer;
  const isSquares = showsSquares(props);
  return (
    <div className="versus-parts" data-sharp={isSharp ? '' : undefined}>
      {partUrl === null
        ? null
        : parts.map((part) => (
            <LoadingImage
              key={partText(part)}
              className="checkered"
              src={partUrl(part)}
              style={partStyle(part, size)}
              data-squares={part.shrink === 1 && isSquares ? '' : undefined}
              onDecoded={() => onShown(part)}
            />
          ))}
    </div>
  );
}
