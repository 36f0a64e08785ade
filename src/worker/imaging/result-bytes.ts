import type { OutputRecipe, Work } from '../../shared/task/recipe.ts';
import type { Header } from '../decoding/decoder.ts';
import { planOutput } from './plan-output.ts';

/** Results in Display P3 are held in memory, with what brings them there. Bytes a pixel, measured. */
const inDisplayP3 = 9;
/** As `decodeFor` holds those with opacity and a profile, 8 bits first, then 16 where their colours are faint; and those of 16 bits. */
const withWideColours = 12;
/** They may be held twice as wide and as high as they are wanted, where the picture is that large. */
const mostTimes = 4;
/** So many are held beside the file without asking for room. Pixels. */
export const mostHeldFreely = 4_000_000;
/** Beyond it faint colours and 16 bits are not kept. Pixels. */
export const mostHeldFaint = 40_000_000;

function bytesOfPlan(recipe: OutputRecipe, header: Header): number {
  const { colours, layout, isMoving } = planOutput(recipe, header);
  const pixels = layout.scaled.width * layout.scaled.height;
  if (colours === 'display-p3') return pixels * inDisplayP3;
  const mayBeWide = header.hasAlpha || header.isWide === true;
  const isHeld = mayBeWide && header.hasProfile === true && !isMoving;
  if (!isHeld || pixels <= mostHeldFreely) return 0;
  const held = Math.min(header.width * header.height, pixels * mostTimes, mostHeldFaint);
  return held * withWideColours;
}

/** A box whose other edge is as long as the picture is high or wide: four times as long at most, nearly always. */
const longestShape = 4;

/** How many pixels a result has, whatever the picture is; null where that hangs on the picture. */
function mostPixels({ width, height, longEdge }: OutputRecipe): number | null {
  if (longEdge !== null) return longEdge ** 2;
  const edge = width ?? height;
  return edge === null ? null : (width ?? edge) * (height ?? edge) * longestShape;
}

/**
 * What results will take in memory besides the picture that they are made of, in bytes. Where its header is not known yet, of those
 * in Display P3 only, and never more than the picture itself, `decodedBytes`, takes.
 */
export function bytesOfResults(work: Work, header: Header | null, decodedBytes: number): number {
  const { outputs } = work;
  if (header) return Math.max(0, ...outputs.map((output) => bytesOfPlan(output, header)));
  const wide = outputs.filter(({ colourSpace }) => colourSpace === 'display-p3');
  const bytes = wide.map((output) => (mostPixels(output) ?? Infinity) * inDisplayP3);
  return Math.min(decodedBytes, Math.max(0, ...bytes));
}
