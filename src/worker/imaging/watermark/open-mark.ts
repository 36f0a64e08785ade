import { Buffer } from 'node:buffer';
import sharp, { type Sharp } from 'sharp';
import { ok, type Result } from '../../../shared/result.ts';
import type { BatchWatermark } from '../../../shared/task/watermark.ts';
import type { PixelSize } from '../../decoding/decoder.ts';
import { openPicture } from '../../decoding/open-picture.ts';
import { type Refusal, refuse } from '../../../shared/worker/refusal.ts';
import { outlineOf } from './text-outline.ts';

/** A mark in its own size; `draw` yields at least as many pixels as wanted where there are as many. */
export interface Mark extends PixelSize {
  readonly draw: (wanted: PixelSize) => Sharp;
}
type Opened = Result<Mark, Refusal>;

/** More than any mark needs, so that a small file cannot fill the memory. */
const mostPixels = 50_000_000;
/** Of the height of the letters, so that white text is seen on white. */
const edgeShare = 0.05;

async function textMark(text: string): Promise<Opened> {
  const { path, box, size } = await outlineOf(text);
  const edge = size * edgeShare;
  const [x, y] = [box.x1 - edge / 2, box.y1 - edge / 2];
  const [width, height] = [box.x2 - box.x1 + edge, box.y2 - box.y1 + edge];
  // Only numbers and the letters of path commands get in here, never the text.
  const drawing = (wanted: PixelSize) => `<svg xmlns="http://www.w3.org/2000/svg"
    width="${wanted.width}" height="${wanted.height}" viewBox="${x} ${y} ${width} ${height}" preserveAspectRatio="none">
    <path d="${path}" fill="#fff" stroke="#000" stroke-opacity="0.55" stroke-width="${edge}" stroke-linejoin="round" paint-order="stroke"/></svg>`;
  return ok({ width, height, draw: (wanted) => sharp(Buffer.from(drawing(wanted))) });
}

const unreadable = () => refuse('file-unreadable', 'the picture of the watermark');

async function pictureMark(bytes: Buffer): Promise<Opened> {
  const limits = { maxPixels: mostPixels, maxFileBytes: bytes.length };
  const opened = await openPicture(bytes, { ...limits, shrinkOnLoadSize: null, page: 1 });
  if (!opened.ok) return unreadable();
  const picture = opened.value;
  const { header } = picture;
  try {
    // The header alone does not tell whether the pixels can be had.
    await picture.pipeline(header, 'lenient').resize(1, 1).raw().toBuffer();
  } catch {
    return unreadable();
  }
  return ok({
    width: header.width,
    height: header.height,
    draw: (wanted) => picture.pipeline(wanted, 'lenient'),
  });
}

/** The last picture that was sent by itself, for all attempts whose watermark names it. */
let kept: { readonly hash: string; readonly bytes: Buffer } | null = null;

export function keepMark({ hash, data }: { readonly hash: string; readonly data: string }): void {
  kept = { hash, bytes: Buffer.from(data, 'base64') };
}

function openFresh(watermark: BatchWatermark): Promise<Opened> {
  if (watermark.kind === 'text') return textMark(watermark.text);
  if (watermark.kind === 'picture') return pictureMark(Buffer.from(watermark.data, 'base64'));
  return kept?.hash === watermark.hash ? pictureMark(kept.bytes) : Promise.resolve(unreadable());
}

const opened = new WeakMap<BatchWatermark, Promise<Opened>>();

/** Opens it once for all outputs of an attempt. */
export function openMark(watermark: BatchWatermark): Promise<Opened> {
  const known = opened.get(watermark);
  if (known) return known;
  const mark = openFresh(watermark);
  opened.set(watermark, mark);
  return mark;
}
