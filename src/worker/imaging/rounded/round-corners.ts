import { Buffer } from 'node:buffer';
import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { formats } from '../../../shared/formats/formats.ts';
import { radiusPx } from '../../../shared/task/rounded.ts';
import type { BatchWatermark } from '../../../shared/task/watermark.ts';
import type { PixelSize } from '../../decoding/decoder.ts';
import { backgroundOf, type Colour } from '../background.ts';
import type { OutputPlan } from '../output-plan.ts';
import { overlaysFor } from '../watermark/draw-watermark.ts';

/** How much of a pixel is left whose middle is so far from where the arc begins, from 0 to 1. An edge one pixel wide is half there. */
function shareOf(across: number, down: number, radius: number): number {
  if (across <= 0 || down <= 0) return 1;
  return Math.min(1, Math.max(0, radius - Math.hypot(across, down) + 0.5));
}

/** Calls for each pixel of the four corners that is not wholly left. */
function forCorners(
  { width, height }: PixelSize,
  radius: number,
  change: (pixel: number, share: number) => void,
): void {
  const edge = Math.ceil(radius);
  const changeRow = (row: number, y: number) => {
    for (let x = 0; x < edge; x += 1) {
      const share = shareOf(radius - (x + 0.5), radius - (y + 0.5), radius);
      // All that follows in the row is wholly left, too.
      if (share === 1) return;
      const right = width - 1 - x;
      change(row * width + x, share);
      if (right !== x) change(row * width + right, share);
    }
  };
  // Corners that meet in the middle share its pixels.
  for (let y = 0; y < edge; y += 1) {
    const bottom = height - 1 - y;
    changeRow(y, y);
    if (bottom !== y) changeRow(bottom, y);
  }
}

/** `rgba` is changed in place. What is gone leaves no colour behind. */
function cutAway(rgba: Buffer, pixel: number, share: number): void {
  const at = pixel * 4;
  const alpha = Math.round((rgba[at + 3] ?? 0) * share);
  if (alpha === 0) rgba.fill(0, at, at + 4);
  else rgba[at + 3] = alpha;
}

function paintOver(rgba: Buffer, pixel: number, { share, r, g, b }: Colour & { share: number }) {
  for (const [channel, ground] of [r, g, b].entries()) {
    const at = pixel * 4 + channel;
    rgba[at] = Math.round((rgba[at] ?? 0) * share + ground * (1 - share));
  }
}

/** Frames are one below the other: a sheet as large as one of them cuts each. */
function frameMask(size: PixelSize, radius: number): OverlayOptions {
  const mask = Buffer.alloc(size.width * size.height * 4, 255);
  forCorners(size, radius, (pixel, share) => {
    mask[pixel * 4 + 3] = Math.round(255 * share);
  });
  const raw = { ...size, channels: 4 } as const;
  return { input: mask, raw, tile: true, gravity: 'northwest', blend: 'dest-in' };
}

/** Transparent corners where the format holds that, else corners of the background's colour. */
export async function roundCorners(
  pipeline: Sharp,
  plan: OutputPlan,
  watermark: BatchWatermark | null,
): Promise<Sharp> {
  const { recipe, layout, planned } = plan;
  if (recipe.rounded === null) return pipeline;
  const { size } = layout;
  const radius = radiusPx(recipe.rounded, size);
  // sharp keeps only the last list of what is laid on a picture.
  if (plan.isMoving)
    return pipeline.composite([...(await overlaysFor(plan, watermark)), frameMask(size, radius)]);
  const rgba = await pipeline
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer();
  const raw = { ...size, channels: 4 } as const;
  const drawn = () => sharp(rgba, { raw, limitInputPixels: false });
  if (formats[planned.format].writes.alpha) {
    forCorners(size, radius, (pixel, share) => cutAway(rgba, pixel, share));
    return drawn();
  }
  const ground = backgroundOf(plan);
  forCorners(size, radius, (pixel, share) => paintOver(rgba, pixel, { ...ground, share }));
  return drawn().removeAlpha();
}
