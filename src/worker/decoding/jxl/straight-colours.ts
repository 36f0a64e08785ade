import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { withProfile } from '../colour/with-profile.ts';
import type { RasterPicture } from '../decoded.ts';
import { divideByAlpha, rasterOf } from '../raster.ts';

/** A PNG whose colours are multiplied with their alpha, which a PNG cannot say, as samples that are not. */
export async function straightColours(png: Uint8Array): Promise<Result<RasterPicture, Failure>> {
  const bytes = await withProfile(Buffer.from(png.buffer, png.byteOffset, png.length));
  const source = sharp(bytes, { ignoreIcc: true, limitInputPixels: false });
  const { icc = null, channels, width, height } = await source.metadata();
  if (channels !== 2 && channels !== 4) return notOk(failure('image-corrupt'));
  const isGrey = channels === 2;
  const raw = await source
    .toColourspace(isGrey ? 'grey16' : 'rgb16')
    .raw({ depth: 'ushort' })
    .toBuffer();
  const data = new Uint16Array(raw.buffer, raw.byteOffset, raw.length / 2);
  divideByAlpha(data, channels);
  return ok(
    rasterOf({ width, height, colours: isGrey ? 'grey' : 'rgb', hasAlpha: true, data, icc }),
  );
}
