import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { rasterOf } from '../raster.ts';
import { readQoiPixels } from './qoi-pixels.ts';

/** One byte can repeat a pixel 62 times, no more. */
const mostPixelsPerByte = 62;

/** The Quite OK Image format, version 1: 8 bits, with or without alpha. */
export const decodeQoi: Decode = async (bytes, { maxPixels }) => {
  const reader = new ByteReader(bytes, 'big');
  reader.skip(4);
  const width = reader.u32();
  const height = reader.u32();
  const channels = reader.u8();
  reader.skip(1);
  if (reader.isExhausted) return notOk(failure('image-truncated'));
  if (channels !== 3 && channels !== 4) return notOk(failure('image-corrupt'));
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  if (width * height > reader.remaining * mostPixelsPerByte)
    return notOk(failure('image-truncated'));
  const data = new Uint8Array(width * height * channels);
  const isComplete = readQoiPixels(reader, data, channels);
  if (!isComplete) return notOk(failure('image-truncated'));
  return ok(rasterOf({ width, height, colours: 'rgb', hasAlpha: channels === 4, data }));
};
