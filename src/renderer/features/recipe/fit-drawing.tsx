import { useId } from 'react';
import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import { Landscape } from '../../ui/landscape.tsx';
import { type Box, fitShape } from './fit-shape.ts';
import { shapeOf } from './icon-shape.ts';

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
export function FitDrawing({ output }: { output: OutputRecipe }) {
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
