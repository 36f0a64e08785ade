import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import type { Decode, Orientation } from '../decoded.ts';
import { sizeProblem } from '../picture-size.ts';
import { findJpegs } from './find-jpegs.ts';
import type { EmbeddedJpeg } from './jpeg-structure.ts';
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
  const orientation = preview.orientation === null ? toOrientation(facts.orientation) : null;
  return ok({
    kind: 'encoded',
    bytes: bytes.subarray(preview.start, preview.end),
    orientation,
  });
};

function largest(previews: readonly EmbeddedJpeg[]): EmbeddedJpeg | null {
  const byArea = previews.toSorted((a, b) => b.width * b.height - a.width * a.height);
  return byArea[0] ?? null;
}

function toOrientation(value: number | null): Orientation {
  const orientations: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];
  return orientations.find((orientation) => orientation === value) ?? 1;
}
