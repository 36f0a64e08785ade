import type { Buffer } from 'node:buffer';
import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import type { NinePoint } from '../../../shared/task/nine-points.ts';
import type { BatchWatermark } from '../../../shared/task/watermark.ts';
import type { Header, PixelSize } from '../../decoding/decoder.ts';
import { backgroundOf } from '../background.ts';
import { toDisplayP3 } from '../display-p3.ts';
import type { refuse } from '../../../shared/worker/refusal.ts';
import type { OutputPlan } from '../output-plan.ts';
import { openMark } from './open-mark.ts';

interface Drawn extends PixelSize {
  /** RGBA. */
  readonly data: Buffer;
}

/** Where the room beside the mark goes, along one axis. */
function start(
  [edge, length, margin]: readonly [edge: number, length: number, margin: number],
  position: NinePoint,
  [first, last]: readonly [string, string],
): number {
  const room = edge - length;
  if (position.includes(first)) return Math.min(margin, room);
  return position.includes(last) ? Math.max(0, room - margin) : Math.round(room / 2);
}

const shareOf = (percent: number, edge: number) => Math.round((edge * percent) / 100);

function marginOf({ margin }: BatchWatermark, { width, height }: PixelSize): number {
  return shareOf(margin, Math.min(width, height));
}

/** As wide as asked for, or as large as the result has room for. */
function sizeOf(watermark: BatchWatermark, mark: PixelSize, result: PixelSize): PixelSize {
  const margins = 2 * marginOf(watermark, result);
  const factor = Math.min(
    (result.width * watermark.size) / 100 / mark.width,
    (result.width - margins) / mark.width,
    (result.height - margins) / mark.height,
  );
  const edge = (pixels: number) => Math.max(1, Math.round(pixels * factor));
  return { width: edge(mark.width), height: edge(mark.height) };
}

async function drawnMark(
  watermark: BatchWatermark,
  { layout: { size: result }, colours }: OutputPlan,
): Promise<Drawn> {
  const mark = await openMark(watermark);
  if (!mark.ok) throw new Error('a watermark that cannot be read was not refused');
  const { width, height } = sizeOf(watermark, mark.value, result);
  const scaled = mark.value.draw({ width, height }).resize(width, height, { fit: 'fill' });
  const rgba = scaled.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' });
  const data = await rgba.toBuffer();
  for (let at = 3; at < data.length; at += 4) {
    data[at] = Math.round(((data[at] ?? 0) * watermark.opacity) / 100);
  }
  if (colours === 'display-p3') toDisplayP3(data, 4);
  return { data, width, height };
}

function overlayOf(watermark: BatchWatermark, drawn: Drawn, result: PixelSize): OverlayOptions {
  const { data, width, height } = drawn;
  const margin = marginOf(watermark, result);
  const { position } = watermark;
  return {
    input: data,
    raw: { width, height, channels: 4 },
    left: start([result.width, width, margin], position, ['left', 'right']),
    top: start([result.height, height, margin], position, ['top', 'bottom']),
  };
}

/** Frames are one below the other: a sheet as large as one of them is laid on each. */
async function onEveryFrame(overlay: OverlayOptions, frame: PixelSize): Promise<OverlayOptions> {
  const { width, height } = frame;
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  const sheet = sharp({ create: { width, height, channels: 4, background } }).composite([overlay]);
  const raw = { width, height, channels: 4 } as const;
  return { input: await sheet.raw().toBuffer(), raw, tile: true, gravity: 'northwest' };
}

function isOpaque(plan: OutputPlan, source: Header): boolean {
  // Corners that are cut away from frames need it later.
  if (plan.recipe.rounded !== null) return false;
  if (backgroundOf(plan).alpha === 1) return true;
  const { scaled, size } = plan.layout;
  const isPadded =
    plan.recipe.fit === 'contain' && (scaled.width < size.width || scaled.height < size.height);
  return !source.hasAlpha && !isPadded;
}

/** What is laid on a finished result; nothing without a watermark. */
export async function overlaysFor(
  plan: OutputPlan,
  watermark: BatchWatermark | null,
): Promise<OverlayOptions[]> {
  if (watermark === null) return [];
  const { size } = plan.layout;
  const overlay = overlayOf(watermark, await drawnMark(watermark, plan), size);
  return [plan.isMoving ? await onEveryFrame(overlay, size) : overlay];
}

/** Draws the watermark on a finished result. */
export async function drawWatermark(
  pipeline: Sharp,
  plan: OutputPlan,
  { source, watermark }: { readonly source: Header; readonly watermark: BatchWatermark | null },
): Promise<Sharp> {
  if (watermark === null) return pipeline;
  const marked = pipeline.composite(await overlaysFor(plan, watermark));
  return isOpaque(plan, source) ? marked.removeAlpha() : marked;
}

/** Why it cannot be drawn; null where it can. */
export async function checkWatermark(
  watermark: BatchWatermark | null,
): Promise<ReturnType<typeof refuse> | null> {
  const mark = watermark && (await openMark(watermark));
  return mark && !mark.ok ? mark : null;
}
