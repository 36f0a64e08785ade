import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { type DecodeRequest, type RasterPicture, sizeProblem } from '../decoded.ts';
import { rasterOf } from '../raster.ts';
import { type LibRaw, libraw } from './libraw.ts';
import type { RawFacts } from './raw-facts.ts';

/** The curve of sRGB, as LibRaw wants it: the power, the slope near black, and places for its own. */
const srgbCurve = [1 / 2.4, 12.92, 0, 0, 0, 0];
const settings = {
  useCameraWb: true,
  outputColor: 1,
  outputBps: 8,
  gamm: srgbCurve,
  // Patterned grouping of pixels: a third of the time of LibRaw's usual way.
  userQual: 2,
};

/** LibRaw's tiles: its way for filters in cells of six by six refuses what has a shorter edge. */
const tileEdge = 512;
/** By variable gradients, which has no tiles. */
const forSmall = { ...settings, userQual: 1 };

/** From here on it is made at half size, whatever is wanted: the whole one would want more memory than there is. */
const mostWholePixels = 50_000_000;

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** A quarter of the pixels, each of one cell of the sensor's filters, where that is enough. */
function isHalfEnough({ width, height }: Extent, { shrinkOnLoadSize }: DecodeRequest): boolean {
  if (width * height > mostWholePixels) return true;
  return shrinkOnLoadSize !== null && Math.min(width, height) / 2 >= shrinkOnLoadSize;
}

/** Sensor data packed as well as cameras do it. */
const pixelsPerByte = 2;
/** For each pixel of the sensor: its numbers, the picture in 16 bits, its colours, and those in the shape that sharp takes. */
const bytesAPixel = { half: 8, whole: 24, linear: 32 };

/** What developing will take. */
export function bytesToDevelop(
  bytes: Uint8Array,
  { sensors }: RawFacts,
  request: DecodeRequest,
): number {
  const estimated = bytes.length * pixelsPerByte;
  let most = 0;
  for (const { width, height, isLinear } of sensors) {
    if (width * height === 0) continue;
    const way = isLinear ? 'linear' : isHalfEnough({ width, height }, request) ? 'half' : 'whole';
    most = Math.max(most, width * height * bytesAPixel[way]);
  }
  // The file is copied once more where it is opened again.
  return bytes.length * 2 + (most > 0 ? most : estimated * bytesAPixel.half);
}

const isHalfOf = (half: number, whole: number) => Math.abs(half * 2 - whole) <= 1;

/** The size of the whole picture, of which `half` is one of half the size. */
function wholeSize(half: Extent, said: Extent): Extent {
  if (isHalfOf(half.width, said.width)) return said;
  // Some that are mirrored and turned are said as they lie on the sensor.
  const isTurned = isHalfOf(half.width, said.height) && isHalfOf(half.height, said.width);
  // Without filters, and where pixels are no squares, it comes in a size of its own.
  return isTurned ? { width: said.height, height: said.width } : half;
}

function readPicture(
  { module }: LibRaw,
  bytes: Uint8Array,
  request: DecodeRequest,
): Result<RasterPicture, Failure> {
  const raw = new module.LibRaw();
  raw.open(bytes, settings);
  const said = raw.metadata(false);
  const problem =
    sizeProblem(said.width, said.height, request.maxPixels) ??
    sizeProblem(said.raw_width, said.raw_height, request.maxPixels);
  if (problem) {
    raw.delete();
    return notOk(problem);
  }
  // Settings are read when a file is opened.
  const halfSize = isHalfEnough(said, request);
  const isSmall = Math.min(said.width, said.height) < tileEdge;
  if (halfSize) raw.open(bytes, { ...settings, halfSize });
  else if (isSmall) raw.open(bytes, forSmall);
  const picture = raw.imageData();
  raw.delete();
  if (!picture) return notOk(failure('decoder-missing'));
  const { width, height, data, bits, colors } = picture;
  const colours = colors === 1 ? 'grey' : 'rgb';
  if (bits !== 8 || data.length !== width * height * colors || (colors !== 1 && colors !== 3))
    return notOk(failure('image-corrupt'));
  const { width: sourceWidth, height: sourceHeight } = halfSize
    ? wholeSize(picture, said)
    : picture;
  return ok(rasterOf({ width, height, sourceWidth, sourceHeight, colours, data }));
}

/**
 * Makes the picture from the sensor's data, by LibRaw: upright, in sRGB, with the camera's white balance, as bright as
 * leaves a hundredth of it white. It does not tell of data that ends early: look at `isCut` before.
 */
export async function develop(
  bytes: Uint8Array,
  request: DecodeRequest,
): Promise<Result<RasterPicture, Failure>> {
  let problem: Failure | null = null;
  const developed = await libraw.use((library) => {
    try {
      return readPicture(library, bytes, request);
    } catch (thrown) {
      // The build leaves everything where it was when something was thrown: the codec goes, too.
      problem = library.failureOf(thrown);
      throw thrown;
    }
  });
  return developed ?? notOk(problem ?? failure('image-corrupt'));
}
