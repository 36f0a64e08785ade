import { notOk, ok, type Result } from '../../../shared/result.ts';
import { failure, type Failure } from '../../../shared/task/failure.ts';
import { boxesEndEarly } from '../../bytes/boxes.ts';
import { type Decode, type DecodeRequest, type RasterPicture, sizeProblem } from '../decoded.ts';
import { type Colour, colourOf, noColour, readProfile } from './colour-of.ts';
import { decodingOptions } from './decoding-options.ts';
import { drawOverlay } from './draw-overlay.ts';
import { overlayOf } from './overlay.ts';
import { HeifCalls, libheif, type Opened } from './libheif.ts';
import { cleanApertureOf, croppedRaster, withoutAperture } from './clean-aperture.ts';
import { type GridPlan, planGrid } from './grid-plan.ts';
import { chromaOf, planeOf, rgbSpace, type Samples } from './planes.ts';
import { readGrid, tilingOf } from './read-grid.ts';
import { type Rectangle, turnedRaster } from './turns.ts';
import { readPrimaryItem } from './primary-item.ts';
import { unreadHeif } from './unread-coding.ts';
import { divideByAlpha, rasterOf } from '../raster.ts';
import { roomForSamples } from '../raster-room.ts';

/** What is known of the primary picture beside its samples. */
interface Known {
  readonly colour: Colour;
  readonly plan: GridPlan | null;
  readonly crop: Rectangle | null;
  /** What was read as it lies in the file, upright. */
  readonly turned: (picture: RasterPicture) => RasterPicture;
}
const nothingKnown: Known = {
  colour: noColour,
  plan: null,
  crop: null,
  turned: (picture) => picture,
};

/**
 * The primary picture, turned and cropped as the file says, with 8 bits, or with 16 where its range is high. Of a film
 * without one its first frame.
 */
export function readHeif(
  calls: HeifCalls,
  bytes: Uint8Array,
  { maxPixels, shrinkOnLoadSize }: Pick<DecodeRequest, 'maxPixels' | 'shrinkOnLoadSize'>,
): Result<RasterPicture, Failure> {
  const item = readPrimaryItem(bytes);
  const aperture = item && cleanApertureOf(bytes, item);
  const overlay = item && overlayOf(bytes, item);
  if (overlay && !overlay.ok) return overlay;
  const context = openFile(calls, aperture ? withoutAperture(bytes, aperture) : bytes, maxPixels);
  if (!context.ok) return context;
  const opened = { calls, context: context.value, maxPixels };
  const isFilm = !item && calls.library._heif_context_has_sequence(context.value) !== 0;
  if (isFilm) return readFirstFrame(opened);
  if (!item) return readPrimary(opened, nothingKnown);
  if (overlay) return drawOverlay(opened, { bytes, item, overlay: overlay.value });
  const plan = planGrid(bytes, item, shrinkOnLoadSize);
  const crop = aperture?.crop ?? null;
  const turned = (picture: RasterPicture) => turnedRaster(picture, bytes, item.own);
  return readPrimary(opened, { colour: colourOf(bytes, item), plan, crop, turned });
}

function readPrimary(
  { calls, context, maxPixels }: Opened,
  { colour, plan, crop, turned }: Known,
): Result<RasterPicture, Failure> {
  const { library } = calls;
  const opened = calls.pointer((error, answer) =>
    library._heif_context_get_primary_image_handle(error, context, answer),
  );
  if (!opened.ok) return opened;
  const handle = opened.value;
  calls.later(() => library._heif_image_handle_release(handle));
  const width = library._heif_image_handle_get_width(handle);
  const height = library._heif_image_handle_get_height(handle);
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  const hasAlpha = library._heif_image_handle_has_alpha_channel(handle) !== 0;
  const isPremultiplied = library._heif_image_handle_is_premultiplied_alpha(handle) !== 0;
  const icc = readProfile(calls, handle) ?? colour.icc;
  const samples: Samples = { bits: colour.bits, channels: hasAlpha ? 4 : 3 };
  const tiling = plan && tilingOf(calls, handle, plan);
  if (plan && tiling) {
    const read = readGrid({ calls, handle, plan, samples, isPremultiplied }, tiling);
    return read.ok ? ok(turned({ ...read.value, icc })) : read;
  }
  const picture = wholePicture(calls, handle, { samples, isPremultiplied });
  if (!picture.ok) return picture;
  const kept = { ...picture.value, icc };
  return ok(crop ? croppedRaster(kept, crop) : kept);
}

/** All pixels of one picture, turned and cropped as it says. */
export function wholePicture(
  calls: HeifCalls,
  handle: number,
  { samples, isPremultiplied = false }: { samples: Samples; isPremultiplied?: boolean },
): Result<RasterPicture, Failure> {
  const how = [rgbSpace, chromaOf(samples), decodingOptions(calls)] as const;
  const image = calls.pointer((error, answer) =>
    calls.library._heif_decode_image(error, handle, answer, ...how),
  );
  const plane = image.ok ? keptPlane(calls, image.value, samples) : image;
  if (!plane.ok) return plane;
  const hasAlpha = samples.channels === 4;
  if (hasAlpha && isPremultiplied) divideByAlpha(plane.value.data, 4);
  return ok(rasterOf({ ...plane.value, colours: 'rgb', hasAlpha }));
}

export const plain: Samples = { bits: 8, channels: 3 };

/** Of the first track that shows something. */
function readFirstFrame({ calls, context, maxPixels }: Opened): Result<RasterPicture, Failure> {
  const { library } = calls;
  const track = library._heif_context_get_track(context, 0);
  if (track === 0) return notOk(failure('image-corrupt'));
  calls.later(() => library._heif_track_release(track));
  const size = calls.pointer((error, answer) =>
    library._heif_track_get_image_resolution(error, track, answer, answer + 2),
  );
  if (!size.ok) return size;
  // Two numbers of 16 bits.
  const problem = sizeProblem(size.value & 0xffff, size.value >>> 16, maxPixels);
  if (problem) return notOk(problem);
  const image = calls.pointer((error, answer) =>
    library._heif_track_decode_next_image(error, track, answer, rgbSpace, chromaOf(plain), 0),
  );
  const plane = image.ok ? keptPlane(calls, image.value, plain) : image;
  return plane.ok ? ok(rasterOf({ ...plane.value, colours: 'rgb' })) : plane;
}

/** A context with the whole file in it. */
export function openFile(
  calls: HeifCalls,
  bytes: Uint8Array,
  maxPixels: number,
): Result<number, Failure> {
  const { library } = calls;
  const context = library._heif_context_alloc();
  const file = calls.allocate(bytes.length);
  if (context === 0 || file === 0) return notOk(failure('image-too-large'));
  calls.later(() => library._heif_context_free(context));
  library.HEAPU8.set(bytes, file);
  const edge = Math.ceil(Math.sqrt(maxPixels));
  library._heif_context_set_maximum_image_size_limit(context, edge);
  const read = calls.pointer((error) =>
    library._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0),
  );
  return read.ok ? ok(context) : read;
}

type Kept = Pick<RasterPicture, 'width' | 'height' | 'data'>;

/** Copies the samples out of an image that is released later; they come to use all of their bits. */
function keptPlane(calls: HeifCalls, image: number, samples: Samples): Result<Kept, Failure> {
  calls.later(() => calls.library._heif_image_release(image));
  const plane = planeOf(calls, image, samples);
  if (!plane) return notOk(failure('image-corrupt'));
  const { width, height, stride, most } = plane;
  const length = width * samples.channels;
  const data = roomForSamples(length * height, samples.bits);
  for (let y = 0; y < height; y += 1)
    data.set(plane.samples.subarray(y * stride, y * stride + length), y * length);
  if (data instanceof Uint16Array) widen(data, 65_535 / most);
  return ok({ width, height, data });
}

function widen(samples: Uint16Array, scale: number): void {
  for (let at = 0; at < samples.length; at += 1) samples[at] = (samples[at] ?? 0) * scale + 0.5;
}

/** HEIC and other HEIF through libheif: of several pictures the primary one. */
export const decodeHeif: Decode = async (bytes, request) => {
  const decoded = await libheif.use((library) => {
    const calls = new HeifCalls(library);
    try {
      return readHeif(calls, bytes, request);
    } finally {
      calls.close();
    }
  });
  if (decoded?.ok) return decoded;
  const problem = decoded?.problem ?? failure('image-corrupt');
  const isCut = problem.code === 'image-corrupt' && boxesEndEarly(bytes);
  if (isCut) return notOk(failure('image-truncated'));
  const unread = unreadHeif(bytes);
  return notOk(unread === null ? problem : failure('decoder-missing', unread));
};
