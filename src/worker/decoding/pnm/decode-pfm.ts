import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { type RasterPicture, sizeProblem } from '../decoded.ts';
import { rasterOf } from '../raster.ts';
import { scaledFloats } from '../scaled-floats.ts';
import { readPfmHeader } from './pfm-header.ts';

const sampleBytes = 4;

/** Linear light in numbers of floating point; its rows stand from the bottom up. */
export function decodePfm(bytes: Uint8Array, maxPixels: number): Result<RasterPicture, Failure> {
  const header = readPfmHeader(bytes);
  if (!header) return notOk(failure('image-corrupt'));
  const { width, height, samples, isLittleEndian, dataOffset } = header;
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  const rowSamples = width * samples;
  if (rowSamples * height * sampleBytes > bytes.length - dataOffset)
    return notOk(failure('image-truncated'));
  const view = new DataView(bytes.buffer, bytes.byteOffset + dataOffset);
  const stored = new Float32Array(rowSamples * height);
  for (let row = 0; row < height; row += 1)
    for (let at = 0; at < rowSamples; at += 1) {
      const place = ((height - 1 - row) * rowSamples + at) * sampleBytes;
      stored[row * rowSamples + at] = view.getFloat32(place, isLittleEndian);
    }
  const data = scaledFloats(stored, {
    stride: samples,
    isLab: false,
    isLight: true,
    isToneMapped: true,
  });
  return ok(rasterOf({ width, height, colours: samples === 3 ? 'rgb' : 'grey', data }));
}
