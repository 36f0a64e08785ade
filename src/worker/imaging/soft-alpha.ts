import sharp, { type Sharp } from 'sharp';
import { backgroundOf } from './background.ts';
import type { OutputPlan } from './output-plan.ts';
import { draw, type DrawingTools } from './steps.ts';

/** Of 8 bits of a colour, so little alpha leaves less than four: a brown shadow becomes a red one. */
const lowAlpha = 48;
/** Of the pixels that show anything. The soft edges of a cut-out picture stay below it. */
const softShare = 0.02;

/** Whether a good part of the pixels lets nearly everything through. `rgba` has its alpha last. */
export function hasSoftAlpha(rgba: Uint8Array, channels: number): boolean {
  let [visible, low] = [0, 0];
  for (let at = channels - 1; at < rgba.length; at += channels) {
    const alpha = rgba[at] ?? 0;
    if (alpha === 0) continue;
    visible += 1;
    if (alpha < lowAlpha) low += 1;
  }
  return low > visible * softShare;
}

/**
 * sharp multiplies colours with alpha to scale them, and rounds: with 16 bits nothing is lost. Not for what has a profile: its
 * colours would be left in Display P3.
 */
export const withWideSamples = (pipeline: Sharp) => pipeline.pipelineColourspace('rgb16');

/** Starts a pipeline over the pixels of an output. `isHeld`: they are in memory already, and not decoded each time. */
export type Open = (() => Sharp) & { readonly isHeld?: true };

function mayLoseColours(plan: OutputPlan, open: Open, { source }: DrawingTools): boolean {
  const { scaled } = plan.layout;
  // A drawing is drawn as large as it is wanted, but not where sharp is told to work with 16 bits.
  const isDrawn = source.format === 'svg' && !open.isHeld;
  const isScaled = scaled.width !== source.width || scaled.height !== source.height;
  const isSeenThrough = source.hasAlpha && backgroundOf(plan).alpha < 1;
  const isInSrgb = open.isHeld || !source.hasProfile;
  return isSeenThrough && isScaled && !isDrawn && isInSrgb && !plan.isMoving;
}

/** Of a source. Up to here 16 bits take less time than looking whether they are needed. */
const fewPixels = 65_536;

/**
 * Draws one output; where much of it is nearly transparent, a second time, with so many bits that its colours stay what they
 * are: doing so at once would cost all others a third more.
 */
export async function drawSoftly(
  plan: OutputPlan,
  open: Open,
  tools: DrawingTools,
): Promise<Sharp> {
  if (!mayLoseColours(plan, open, tools)) return draw(open(), plan, tools);
  const { width, height } = tools.source;
  if (width * height <= fewPixels) return draw(withWideSamples(open()), plan, tools);
  const drawn = await draw(open(), plan, tools);
  const { data, info } = await drawn.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const isSoft = (info.channels === 4 || info.channels === 2) && hasSoftAlpha(data, info.channels);
  if (isSoft) return draw(withWideSamples(open()), plan, tools);
  const raw = { width: info.width, height: info.height, channels: info.channels };
  return sharp(data, { raw, limitInputPixels: false });
}
