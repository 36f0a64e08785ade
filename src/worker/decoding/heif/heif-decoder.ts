import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
import { colourOf } from './colour-of.ts';
import { decodeHeif } from './decode-heif.ts';
import { bytesOfGrid, planGrid } from './grid-plan.ts';
import { bytesOfOverlay, overlayOf } from './overlay.ts';
import { readPrimaryItem } from './primary-item.ts';

/** HEIF pictures, large ones tile by tile. */
export const heifDecoder: Decoder = {
  ...decoderFor(decodeHeif),
  /** Nothing for what will be refused. */
  promised(bytes, { maxPixels, shrinkOnLoadSize }) {
    const item = readPrimaryItem(bytes);
    const overlay = item && overlayOf(bytes, item);
    if (overlay && !overlay.ok) return 0;
    if (overlay) {
      const { canvas, layerPixels } = overlay.value;
      const isRefused = Math.max(canvas.width * canvas.height, layerPixels) > maxPixels;
      return isRefused ? 0 : bytesOfOverlay(overlay.value);
    }
    const plan = item && planGrid(bytes, item, shrinkOnLoadSize);
    if (!plan) return null;
    const { picture, tile } = plan.tiles;
    const pixels = [picture, tile].map(({ width, height }) => width * height);
    if (Math.max(...pixels) > maxPixels) return 0;
    return Math.ceil(bytesOfGrid(plan, colourOf(bytes, item).bits / 8));
  },
};
