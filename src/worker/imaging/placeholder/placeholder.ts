import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import type { Placeholder } from '../../../shared/task/placeholder.ts';

/** More pixels say nothing more of waves this long, and cost time. A ThumbHash takes 100 at most. */
const longestEdge = 64;

const hexadecimal = (value: number) => Math.round(value).toString(16).padStart(2, '0');

/** The mean colour of what can be seen, as #rrggbb; black where nothing can. `rgba` has 8 bits, alpha not premultiplied. */
function averageColour(rgba: Uint8Array): string {
  const sums: [red: number, green: number, blue: number] = [0, 0, 0];
  let seen = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] ?? 0;
    for (const channel of [0, 1, 2] as const) sums[channel] += alpha * (rgba[at + channel] ?? 0);
    seen += alpha;
  }
  return `#${sums.map((sum) => hexadecimal(seen === 0 ? 0 : sum / seen)).join('')}`;
}

/** What stands for a result while it loads, from its own file: of what moves the first frame. */
export async function placeholderOf(file: Buffer): Promise<Placeholder> {
  const { data, info } = await sharp(file, { limitInputPixels: false })
    .resize(longestEdge, longestEdge, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const hash = rgbaToThumbHash(info.width, info.height, data);
  return {
    thumbHash: Buffer.from(hash).toString('base64'),
    averageColour: averageColour(data),
  };
}
