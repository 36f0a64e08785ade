import { useEffect, useState } from 'react';
import { type PicturePart, partText } from '../../../shared/task/picture-part.ts';
import { closerPart } from './closer-part.ts';
import type { Layer } from './compare-sides.ts';
import type { Pane, Place } from './compare-view.ts';

/** While a hand moves, nothing is asked for. */
const settleMs = 120;

/** What is seen sharp: the last part that came, below the one that is wanted now; at most two, the lowest first. */
export interface CloserParts {
  readonly parts: readonly PicturePart[];
  readonly isSharp: boolean;
  readonly onShown: (part: PicturePart) => void;
}

const textOf = (part: PicturePart | null) => (part === null ? '' : partText(part));

export function useCloserParts(layer: Layer, place: Place, pane: Pane): CloserParts {
  const [wanted, setWanted] = useState<PicturePart | null>(null);
  const [shown, setShown] = useState<PicturePart | null>(null);
  const { size, copyWidth, partUrl } = layer;
  const next =
    partUrl === null || place.width === 0
      ? null
      : closerPart({ size, copyWidth, place, pane }, wanted);
  useEffect(() => {
    if (textOf(next) === textOf(wanted)) return undefined;
    const timer = setTimeout(() => setWanted(next), next === null ? 0 : settleMs);
    return () => clearTimeout(timer);
  });
  const isSharp = textOf(next) === textOf(shown) || next === null;
  const below = shown !== null && textOf(shown) !== textOf(wanted) ? [shown] : [];
  return {
    parts: wanted === null ? [] : [...below, wanted],
    isSharp,
    onShown: setShown,
  };
}
