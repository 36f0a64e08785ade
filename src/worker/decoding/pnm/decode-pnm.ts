import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { rasterOf } from '../raster.ts';
import { readPnmHeader } from './pnm-header.ts';
import { readPnmSamples } from './pnm-samples.ts';

const floatKinds = new Set([0x46, 0x66]);

/** PBM, PGM, PPM and PAM, 1 to 16 bits; the first picture where there are several. Not PFM's floats. */
export const decodePnm: Decode = async (bytes, { maxPixels }) => {
  if (floatKinds.has(bytes[1] ?? 0)) return notOk(failure('decoder-missing', 'a PFM picture'));
  const header = readPnmHeader(bytes);
  if (!header) return notOk(failure('image-corrupt'));
  const { width, height, channels } = header;
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  const data = readPnmSamples(bytes, header);
  if (!data) return notOk(failure('image-truncated'));
  return ok(
    rasterOf({
      width,
      height,
      colours: channels < 3 ? 'grey' : 'rgb',
      hasAlpha: channels % 2 === 0,
      data,
    }),
  );
};
