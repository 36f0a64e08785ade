import { notOk, ok, type Result } from '../../../shared/result.ts';
import { failure, type Failure } from '../../../shared/task/failure.ts';
import { boxesEndEarly } from '../../bytes/boxes.ts';
import { type Decode, type RasterPicture, sizeProblem } from '../decoded.ts';
import { profileOf } from '../colour/profile-of.ts';
import { spaceOfHeif } from '../colour/heif-colour.ts';
import { HeifCalls, libheif } from './libheif.ts';
import { cleanApertureOf, croppedRaster } from './clean-aperture.ts';
import { type PrimaryItem, readPrimaryItem } from './primary-item.ts';
import { unreadHeif } from './unread-coding.ts';
import { divideByAlpha, rasterOf } from '../raster.ts';

/** `heif_colorspace_RGB`, `heif_channel_interleaved`. */
const rgbSpace = 1;
const interleaved = 10;
/** `heif_chroma_interleaved_RGB`, `…_RGBA`, `…_RRGGBB_LE` and `…_RRGGBBAA_LE`. */
const chromas = { 8: { opaque: 10, alpha: 11 }, 16: { opaque: 14, alpha: 15 } } as const;

interface Samples {
  readonly bits: keyof typeof chromas;
  readonly channels: 3 | 4;
}

interface Colour {
  readonly icc: Uint8Array | null;
  readonly bits: Samples['bits'];
}
const noColour: Colour = { icc: null, bits: 8 };

/**
 * What the primary picture says of its colours other than by a profile. High dynamic range is mapped later and needs all
 * bits until then.
 */
function colourOf(bytes: Uint8Array, item: PrimaryItem): Colour {
  const space = spaceOfHeif(bytes, item);
  if (!space) return noColour;
  return { icc: profileOf(space, 'rgb'), bits: space.transfer.kind === 'power' ? 8 : 16 };
}

interface Opened {
  readonly calls: HeifCalls;
  readonly context: number;
  readonly maxPixels: number;
}

/**
 * The primary picture, turned and cropped as the file says, with 8 bits, or with 16 where its range is high. Of a film
 * without one its first frame.
 */
export function readHeif(
  calls: HeifCalls,
  bytes: Uint8Array,
  maxPixels: number,
): Result<RasterPicture, Failure> {
  const item = readPrimaryItem(bytes);
  const aperture = item && cleanApertureOf(bytes, item);
  const context = openFile(calls, aperture?.bytes ?? bytes, maxPixels);
  if (!context.ok) return context;
  const opened = { calls, context: context.value, maxPixels };
  const isFilm = !item && calls.library._heif_context_has_sequence(context.value) !== 0;
  if (isFilm) return readFirstFrame(opened);
  const picture = readPrimary(opened, item ? colourOf(bytes, item) : noColour);
  const crop = aperture?.crop;
  return picture.ok && crop ? ok(croppedRaster(picture.value, crop)) : picture;
}

function readPrimary(
  { calls, context, maxPixels }: Opened,
  colour: Colour,
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
  const chroma = chromas[samples.bits][hasAlpha ? 'alpha' : 'opaque'];
  const image = calls.pointer((error, answer) =>
    library._heif_decode_image(error, handle, answer, rgbSpace, chroma, 0),
  );
  const plane = image.ok ? keptPlane(calls, image.value, samples) : image;
  if (!plane.ok) return plane;
  if (hasAlpha && isPremultiplied) divideByAlpha(plane.value.data, 4);
  return ok(rasterOf({ ...plane.value, colours: 'rgb', hasAlpha, icc }));
}

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
    library._heif_track_decode_next_image(error, track, answer, rgbSpace, chromas[8].opaque, 0),
  );
  const plane = image.ok ? keptPlane(calls, image.value, { bits: 8, channels: 3 }) : image;
  return plane.ok ? ok(rasterOf({ ...plane.value, colours: 'rgb' })) : plane;
}

/** A context with the whole file in it. */
function openFile(calls: HeifCalls, bytes: Uint8Array, maxPixels: number): Result<number, Failure> {
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

/** The ICC profile; null where there is none or only code points. */
function readProfile(calls: HeifCalls, handle: number): Uint8Array | null {
  const { library } = calls;
  const size = library._heif_image_handle_get_raw_color_profile_size(handle);
  if (size === 0) return null;
  const place = calls.allocate(size);
  const read = calls.pointer((error) =>
    library._heif_image_handle_get_raw_color_profile(error, handle, place),
  );
  return read.ok && place !== 0 ? library.HEAPU8.slice(place, place + size) : null;
}

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint16Array;
}

/** Copies the samples out of an image that is released later. */
function keptPlane(calls: HeifCalls, image: number, samples: Samples): Result<Plane, Failure> {
  calls.later(() => calls.library._heif_image_release(image));
  const plane = readPlane(calls, image, samples);
  return plane ? ok(plane) : notOk(failure('image-corrupt'));
}

function readPlane(calls: HeifCalls, image: number, { bits, channels }: Samples): Plane | null {
  const { library } = calls;
  const width = library._heif_image_get_width(image, interleaved);
  const height = library._heif_image_get_height(image, interleaved);
  const stridePlace = calls.allocate(8);
  const plane = library._heif_image_get_plane_readonly2(image, interleaved, stridePlace);
  const stride = library.HEAP32[stridePlace >> 2] ?? 0;
  const rowLength = (width * channels * bits) / 8;
  if (plane === 0 || width <= 0 || height <= 0 || stride < rowLength) return null;
  const data = new Uint8Array(rowLength * height);
  for (let y = 0; y < height; y += 1) {
    const row = plane + y * stride;
    data.set(library.HEAPU8.subarray(row, row + rowLength), y * rowLength);
  }
  if (bits === 8) return { width, height, data };
  const used = library._heif_image_get_bits_per_pixel_range(image, interleaved);
  return { width, height, data: widened(new Uint16Array(data.buffer), used) };
}

/** In place: samples that use the lower bits come to use all 16. */
function widened(samples: Uint16Array, used: number): Uint16Array {
  const scale = 65_535 / (2 ** used - 1);
  for (let at = 0; at < samples.length; at += 1) samples[at] = (samples[at] ?? 0) * scale + 0.5;
  return samples;
}

/** HEIC and other HEIF through libheif: of several pictures the primary one. */
export const decodeHeif: Decode = async (bytes, { maxPixels }) => {
  const decoded = await libheif.use((library) => {
    const calls = new HeifCalls(library);
    try {
      return readHeif(calls, bytes, maxPixels);
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
