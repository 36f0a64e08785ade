import { type Failure, failure } from '../../shared/task/failure.ts';

/** Why a picture of this declared size is not decoded; null when it may be. Ask before taking memory for it. */
export function sizeProblem(width: number, height: number, maxPixels: number): Failure | null {
  if (!(width > 0 && height > 0)) return failure('image-corrupt');
  if (width * height <= maxPixels) return null;
  return failure('image-too-large', `${width} × ${height} pixels`);
}
