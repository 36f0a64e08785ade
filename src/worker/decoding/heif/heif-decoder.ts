import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
import { colourOf } from './colour-of.ts';
import { decodeHeif } from './decode-heif.ts';
import { bytesOfGrid, planGrid } from './grid-plan.ts';
import { readPrimaryItem } from './primary-item.ts';

/** HEIF pictures, large ones tile by tile. */
export const heifDecoder: Decoder = {
  ...decoderFor(decodeHeif),
  promised(bytes, { maxPixels, shrinkOnLoadSize }) {
    const item = readPrimaryItem(bytes);
    const plan = item && planGrid(bytes, item, shrinkOnLoadSize);
    if (!plan) return null;
    const { width, height } = plan.tiles.picture;
    // One that will be refused takes nothing.
    return width * height > maxPixels
      ? 0
      : Math.ceil(bytesOfGrid(plan, colourOf(bytes, item).bits / 8));
  },
};
