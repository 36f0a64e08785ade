import type { Buffer } from 'node:buffer';
import { curveOf, tagsIn } from './icc-reader.ts';

/** By what a profile is for. Of a matrix it is the curve of red; the other two have the same, or nearly so. */
const curveTags = { 'RGB ': 'rTRC', GRAY: 'kTRC' } as const;
const tableTag = 'A2B0';
const gammas = { least: 1.7, most: 2.7 } as const;
/** What such gammas make of half a sample. */
const middles = { least: 0.5 ** gammas.most, most: 0.5 ** gammas.least } as const;

/**
 * How many times larger than wanted, along each edge, a picture with such a profile should still be when its colours are
 * brought to sRGB, so that nobody sees that samples were mixed before: 1 where its curve is like that of sRGB, 2 with
 * any other, or a table. Null where the profile is for other `samples`, or odd.
 */
export function mixingOf(icc: Buffer, samples: 'RGB ' | 'GRAY'): 1 | 2 | null {
  if (icc.toString('latin1', 16, 20) !== samples) return null;
  const tags = tagsIn(icc);
  if (tags.has(tableTag)) return 2;
  const tag = tags.get(curveTags[samples]);
  const middle = (tag && curveOf(tag))?.(0.5);
  if (middle === undefined || Number.isNaN(middle)) return null;
  return middle >= middles.least && middle <= middles.most ? 1 : 2;
}
