import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { rasterOf } from '../raster.ts';
import { type OpenTiff, openTiff, tag } from './tiff-directory.ts';

const rgb = 2;
/** A tag that means nothing, next to the profile's so that tags stay in order. */
const unusedTag = tag.icc + 1;

/** A Lab picture of 8 bits: libvips unpacks it as if it were RGB, and gets it back with 16. */
export const decodeLabTiff: Decode = async (bytes, { maxPixels }) => {
  const tiff = openTiff(bytes);
  if (!tiff) return notOk(failure('image-corrupt'));
  const pipeline = sharp(calledRgb(tiff), { failOn: 'error', limitInputPixels: false });
  try {
    const { width, height } = await pipeline.metadata();
    const problem = sizeProblem(width, height, maxPixels);
    if (problem) return notOk(problem);
    const { data, info } = await pipeline.autoOrient().raw().toBuffer({ resolveWithObject: true });
    const samples = widened(data, info.channels);
    const size = { width: info.width, height: info.height };
    return ok(rasterOf({ ...size, colours: 'lab', hasAlpha: info.channels === 4, data: samples }));
  } catch {
    return notOk(failure('image-corrupt'));
  }
};

function calledRgb({ reader, directory }: OpenTiff): Buffer {
  const copy = Buffer.from(reader.bytes);
  const write = (value: number, at: number) =>
    reader.isLittleEndian ? copy.writeUInt16LE(value, at) : copy.writeUInt16BE(value, at);
  const photometric = directory.entryOffset(tag.photometric);
  const profile = directory.entryOffset(tag.icc);
  if (photometric !== null) write(rgb, photometric + 8);
  if (profile !== null) write(unusedTag, profile);
  return copy;
}

/** L and alpha over the full range of 16 bits; a and b are signed and keep their scale. */
function widened(samples: Uint8Array, channels: number): Uint16Array {
  return Uint16Array.from(samples, (sample, index) => {
    const isSigned = index % channels === 1 || index % channels === 2;
    return isSigned ? sample << 8 : sample * 257;
  });
}
