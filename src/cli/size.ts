import { largestEdge } from '../shared/task/recipe.ts';

/** The box of an output in pixels; null leaves that edge free. */
export interface Box {
  readonly width: number | null;
  readonly height: number | null;
}

const edge = (digits: string | undefined) => (digits ? Number(digits) : null);
const isEdge = (length: number | null) => length === null || (length >= 1 && length <= largestEdge);

/** Reads `300x200`, `300` (a square box), `300x` (only the width) and `x200` (only the height); null if it is none. */
export function parseSize(text: string): Box | null {
  const match = /^(\d{0,6})(?:([x×*])(\d{0,6}))?$/i.exec(text.trim());
  if (!match) return null;
  const [, first, cross, second] = match;
  const width = edge(first);
  const height = cross ? edge(second) : width;
  if (width === null && height === null) return null;
  return isEdge(width) && isEdge(height) ? { width, height } : null;
}
