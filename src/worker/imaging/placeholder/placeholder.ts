import type { Buffer } from 'node:buffer';
import sharp from 'sharp';
import type { Placeholder } from '../../../shared/task/placeholder.ts';
import { meanColour, thumbHash } from './thumb-hash.ts';

/** More pixels say nothing more of waves this long, and cost time. */
const longestEdge = 64;

const hexadecimal = (share: number) =>
  Math.round(share * 255)
    .toString(16)
    .padStart(2, '0');

/** What stands for a result while it loads, from its own file: of what moves the first frame. */
export async function placeholderOf(file: Buffer): Promise<Placeholder> {
  const { data, info } = await sharp(file, { limitInputPixels: false })
    .resize(longestEdge, longestEdge, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const picture = { data, width: info.width, height: info.height };
  const { red, green, blue } = meanColour(picture);
  return {
    thumbHash: thumbHash(picture).toString('base64'),
    averageColour: `#${[red, green, blue].map(hexadecimal).join('')}`,
  };
}
