import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { readPlanes } from './read-planes.ts';
import { openTiff, tag } from './tiff-directory.ts';
import { coloursOf, packings, readLayout, turnOf } from './tiff-layout.ts';
import { tiffRaster } from './to-raster.ts';
import { canUnpackZstd } from './unpack-chunk.ts';
import { yccScaleOf } from './ycc-to-rgb.ts';

const damaged = failure('image-corrupt');
const zstd = failure('decoder-missing', 'a TIFF picture that is packed with Zstandard');

/** As of a Photoshop document; what a pixel may cost must have a limit. */
const mostSamples = 100;

/** A page of a TIFF of the kinds that libvips does not read; see `isForOwnReader`. */
export const decodeTiff: Decode = async (bytes, { maxPixels, page }) => {
  const tiff = openTiff(bytes, page);
  const layout = tiff && readLayout(tiff);
  if (!tiff || !layout) return notOk(damaged);
  const { width, height, alpha, photometric, compression } = layout;
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  if (layout.samples > mostSamples) return notOk(damaged);
  if (compression === packings.zstd && !canUnpackZstd) return notOk(zstd);
  const colours = coloursOf[photometric] ?? 1;
  const wanted = [...Array.from({ length: colours }, (_, at) => at), ...(alpha ? [alpha.at] : [])];
  const stored = await readPlanes(tiff.reader, layout, wanted);
  if (!stored.ok) return stored;
  const map = tiff.directory.values(tag.colourMap);
  const raster = tiffRaster(layout, stored.value, { map, ycc: yccScaleOf(tiff) });
  return ok({ ...raster, ...turnOf(layout) });
};
