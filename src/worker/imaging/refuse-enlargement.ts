import { refuse } from '../../shared/worker/refusal.ts';
import type { Header, PixelSize } from '../decoding/decoder.ts';
import type { OutputPlan } from './output-plan.ts';

/** Enough for a poster. Encoding this many takes seconds, and some formats hold all of them in memory. */
const freePixels = 100_000_000;
/** So much larger than its source any result may be. */
const freeFactor = 4;
/** libvips takes no longer edge, also of a picture that is cropped at once. */
const longestScaledEdge = 10_000_000;

const pixelsOf = ({ width, height }: PixelSize) => width * height;

/** How many pixels a result may have. A drawing has none of its own. */
function mostPixels(header: Header): number {
  const isDrawn = header.format === 'svg' || header.format === 'pdf';
  return isDrawn ? freePixels : Math.max(freePixels, freeFactor * pixelsOf(header));
}

/** A picture of a few bytes must not become one of gigabytes. Null when no output is that much larger than its source. */
export function refuseEnlargement(
  plans: readonly OutputPlan[],
  header: Header,
): ReturnType<typeof refuse> | null {
  const most = mostPixels(header);
  const tooLarge = plans.find(({ layout: { scaled, size } }) => {
    const isTooLong = Math.max(scaled.width, scaled.height) > longestScaledEdge;
    return isTooLong || pixelsOf(size) > most;
  });
  if (!tooLarge) return null;
  const { width, height } = tooLarge.layout.size;
  return refuse('image-too-large', `made into ${width} × ${height} pixels`);
}
