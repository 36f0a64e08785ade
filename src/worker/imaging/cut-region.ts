import { ok, type Result } from '../../shared/result.ts';
import type { Work } from '../../shared/task/recipe.ts';
import type { Refusal } from '../../shared/worker/refusal.ts';
import type { Picture } from '../decoding/decoder.ts';
import { type Prepared, wholeOf } from './prepared.ts';
import { drawnSize, partOf, scaledTo } from './trim/part-of.ts';

/** Only the part of the picture that is looked at; what lies outside of the picture is left out. Of a drawing, as large as it says it is. */
export async function cutRegion(
  picture: Picture,
  { region }: Pick<Work, 'region'>,
): Promise<Result<Prepared, Refusal>> {
  if (region === undefined) return ok(wholeOf(picture));
  const { header } = picture;
  const left = Math.min(region.left, header.width - 1);
  const top = Math.min(region.top, header.height - 1);
  const width = Math.min(region.width, header.width - left);
  const height = Math.min(region.height, header.height - top);
  const kept = { left, top, width, height };
  try {
    const drawn = scaledTo(kept, header, await drawnSize(picture));
    return ok(partOf(picture, { drawn, kept, ready: null }));
  } catch (error) {
    return picture.refuse(error);
  }
}
