import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import type { Decode } from '../decoded.ts';
import { sizeProblem } from '../picture-size.ts';
import { findJpegs } from './find-jpegs.ts';
import type { EmbeddedJpeg } from './jpeg-structure.ts';
import { turnedJpeg } from './turned-jpeg.ts';
import { readRawFacts } from './raw-facts.ts';

/** Cameras put 160 × 120 there for their own screen; that is no picture of a photograph. Pixels. */
const longestThumbnailEdge = 160;

/**
 * The camera's own JPEG inside a RAW file, the largest there is. It does not develop the sensor's data.
 */
export const decodeRaw: Decode = async (bytes, { maxPixels }) => {
  const facts = readRawFacts(bytes);
  const preview = largest(findJpegs(bytes, facts.sensorOffsets));
  if (!preview || Math.max(preview.width, preview.height) <= longestThumbnailEdge)
    return notOk(failure('decoder-missing', 'a camera RAW file without a preview'));
  const problem = sizeProblem(preview.width, preview.height, maxPixels);
  if (problem) return notOk(problem);
  const jpeg = bytes.subarray(preview.start, preview.end);
  const turn = preview.orientation === null ? facts.orientation : null;
  return ok({ kind: 'encoded', bytes: turn === null ? jpeg : turnedJpeg(jpeg, turn) });
};

function largest(previews: readonly EmbeddedJpeg[]): EmbeddedJpeg | null {
  const byArea = previews.toSorted((a, b) => b.width * b.height - a.width * a.height);
  return byArea[0] ?? null;
}
