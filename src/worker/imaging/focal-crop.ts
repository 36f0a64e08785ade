import type { Region } from 'sharp';
import type { FocalPoint } from '../../shared/task/focal-point.ts';
import type { Layout } from './output-size.ts';

/** One edge of the crop: the point in its middle, moved only as far as the picture's end demands. */
function start(fraction: number, scaled: number, size: number): number {
  const centred = Math.round(fraction * scaled - size / 2);
  return Math.min(Math.max(centred, 0), Math.max(scaled - size, 0));
}

/** The part of the scaled picture that is kept, so that the point is in it. */
export function focalCrop({ scaled, size }: Layout, { x, y }: FocalPoint): Region {
  return {
    left: start(x, scaled.width, size.width),
    top: start(y, scaled.height, size.height),
    width: Math.min(size.width, scaled.width),
    height: Math.min(size.height, scaled.height),
  };
}
