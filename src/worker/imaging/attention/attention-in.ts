import sharp from 'sharp';
import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import type { Picture, PixelSize } from '../../decoding/decoder.ts';

/** Enough to tell what draws the eye. Pixels. */
const longestEdge = 256;

function smallSize({ width, height }: PixelSize): PixelSize {
  const scale = Math.min(1, longestEdge / Math.max(width, height));
  const edge = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  return { width: edge(width), height: edge(height) };
}

/** sharp says where it looked only when it cuts something off: half of the longer edge goes. */
function cut({ width, height }: PixelSize): PixelSize {
  return width >= height
    ? { width: Math.ceil(width / 2), height }
    : { width, height: Math.ceil(height / 2) };
}

/** Where a crop by `attention` looks: fractions of the picture. Null where that is nowhere, as in one of a single pixel. */
export async function attentionIn(picture: Picture): Promise<FocalPoint | null> {
  const size = smallSize(picture.header);
  const { data, info } = await picture
    .pipeline(size, 'lenient')
    .resize(size.width, size.height, { fit: 'fill' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const raw = { ...size, channels: info.channels };
  const small = sharp(data, { raw });
  const { width, height } = cut(size);
  const found = await small
    .resize(width, height, { fit: 'cover', position: 'attention' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { attentionX, attentionY } = found.info;
  if (attentionX === undefined || attentionY === undefined) return null;
  const fraction = (at: number, edge: number) =>
    Math.round(Math.min(1, Math.max(0, (at + 0.5) / edge)) * 1000) / 1000;
  return { x: fraction(attentionX, size.width), y: fraction(attentionY, size.height) };
}
