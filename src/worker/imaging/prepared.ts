import type { FocalPoint } from '../../shared/task/focal-point.ts';
import type { Picture } from '../decoding/decoder.ts';

/** A source as its outputs are made of it. */
export interface Prepared {
  readonly picture: Picture;
  /** Where a point of the whole source lies in it; both are fractions. */
  readonly focusWithin: (point: FocalPoint) => FocalPoint;
  readonly isWhole: boolean;
}

export function wholeOf(picture: Picture): Prepared {
  return { picture, focusWithin: (point) => point, isWhole: true };
}

/** What two preparations after each other come to. */
export function afterBoth(first: Prepared, second: Prepared): Prepared {
  return {
    picture: second.picture,
    focusWithin: (point) => second.focusWithin(first.focusWithin(point)),
    isWhole: first.isWhole && second.isWhole,
  };
}
